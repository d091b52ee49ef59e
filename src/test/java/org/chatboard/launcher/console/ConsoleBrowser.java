package org.chatboard.launcher.console;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chatboard.testing.Browser;

/** An operator at the admin console: a browser window that accepts the console's self-signed certificate. */
final class ConsoleBrowser implements AutoCloseable {
    /** Timeout of the first page. It is long, since the console deploys itself when it is first asked for a page. */
    private static final double FIRST_PAGE_MS = 120_000;

    private static final double PATIENCE_MS = 60_000;

    private final Browser browser;
    private final Page page;
    private final String url;
    private final String password;

    private ConsoleBrowser(Browser browser, String url, String password) {
        this.browser = browser;
        this.url = url;
        this.password = password;
        BrowserContext context = browser.chromium()
                .newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setHttpCredentials(ConsoleSettings.USER, password)
                        .setViewportSize(1440, 900));
        context.setDefaultTimeout(PATIENCE_MS);
        context.setDefaultNavigationTimeout(FIRST_PAGE_MS);
        page = context.newPage();
        page.onDialog(Dialog::accept);
    }

    /**
     * Opens a window and tries to sign in.
     *
     * @param url address of the console
     * @param password password for the sign-in page and for the browser's own prompt
     */
    static ConsoleBrowser signIn(String url, String password) {
        ConsoleBrowser opened = new ConsoleBrowser(Browser.start(Browser.Kind.ANY), url, password);
        opened.page.navigate(url);
        opened.page.locator("[name=j_username]").waitFor(new Locator.WaitForOptions().setTimeout(FIRST_PAGE_MS));
        opened.page.locator("[name=j_username]").fill(ConsoleSettings.USER);
        opened.page.locator("[name=j_password]").fill(password);
        opened.page.locator("[name=j_password]").press("Enter");
        return opened;
    }

    /** {@return the page of the window} */
    Page page() {
        return page;
    }

    /** Opens the list of the nodes in the data grid, by a link in the navigation tree and a tab. */
    ConsoleBrowser openDataGridInstances() {
        page.locator("a[href*='/payaraExtras/hazelcast/hazelcast.jsf']").first().click();
        page.locator("a:has-text('Data Grid Instances')").first().click();
        nodes().first().waitFor();
        return this;
    }

    /** {@return the rows of the ChatBoard nodes, which the console lists as instances of Payara Micro} */
    Locator nodes() {
        return page.locator("tr[id*='microInstancesRowGroup']:has(input[type=checkbox])");
    }

    ConsoleBrowser sendToAllNodes(String command) {
        for (Locator box : nodes().locator("input[type=checkbox]").all()) {
            box.check();
        }
        page.locator("input[id*='asadminCommandField']").fill(command);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send Asadmin Command"))
                .click();
        return this;
    }

    /** Opens a monitoring page by a link in the navigation tree. @param of Application, Server or Resources */
    ConsoleBrowser openMonitoring(String of) {
        page.locator("a[href*='/common/monitor/monitoringInfo.jsf']").first().click();
        page.locator("a[href*='/common/monitor/serverInstMonitoring']")
                .filter(new Locator.FilterOptions().setHasText(of))
                .click();
        page.getByText(of + " Monitoring").first().waitFor();
        return this;
    }

    /** Selects the view of a monitoring page. */
    ConsoleBrowser view(String name) {
        page.locator("select[id$='View_list']").first().selectOption(name);
        return this;
    }

    /** Opens a folded section of a monitoring page. */
    ConsoleBrowser unfold(String section) {
        page.locator("tr:has-text('" + section + "') a, tr:has-text('" + section + "') img")
                .first()
                .click();
        return this;
    }

    /** {@return the value of a statistic on the page} */
    long statistic(String name) {
        Locator row = page.locator("tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("xpath=./td[normalize-space()='" + name + "'] | ./th[normalize-space()='"
                                + name + "']")));
        String value = row.first().locator("td, th").nth(1).textContent();
        return Long.parseLong(value.strip().replaceFirst("\\D.*", ""));
    }

    /**
     * {@return the value of a statistic on the server's plain monitoring pages, which have more statistics than the console}
     */
    long plainStatistic(String path, String name) {
        page.navigate(url + "monitoring/domain/server/" + path);
        Matcher statistic = Pattern.compile("name : " + name + "\\s+count : (\\d+)")
                .matcher(page.locator("body").innerText());
        if (!statistic.find()) {
            throw new AssertionError(page.locator("body").innerText());
        }
        return Long.parseLong(statistic.group(1));
    }

    /** Saves a screenshot of the page, scrolled to a section. */
    void picture(Path folder, String name, String section) {
        page.getByText(section).first().evaluate("element => element.scrollIntoView({inline: 'nearest'})");
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    @Override
    public void close() {
        page.context().close();
        browser.close();
    }
}
