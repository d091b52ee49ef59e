package org.chatboard.platform.web;

import java.util.List;

/** Spellings of paths that made other servers reveal their configuration (such as CVE-2021-41381, CVE-2023-32315). */
final class TraversalPaths {
    /** ChatBoard answers these with 404. */
    static final List<String> REJECTED_BY_CHATBOARD = List.of(
            "/WEB-INF/web.xml",
            "/WEB-INF",
            "/WEB-INF/",
            "/web-inf/web.xml",
            "/META-INF/MANIFEST.MF",
            "/./WEB-INF/web.xml",
            "/a/../WEB-INF/web.xml",
            "//WEB-INF/web.xml",
            "///WEB-INF///web.xml",
            "/%2e/WEB-INF/web.xml",
            "/WEB-INF%2fweb.xml",
            "/WEB-INF%2Fweb.xml",
            "/%57EB-INF/web.xml",
            "/WEB-INF/%77eb.xml",
            "/%57%45%42-%49%4e%46/web.xml",
            "/WEB-INF;x/web.xml",
            "/;/WEB-INF/web.xml",
            "/;x=y/WEB-INF/web.xml",
            "/dashboard;a=b",
            "/resources/..%2fWEB-INF/web.xml",
            "/resources/%2e%2e/WEB-INF/web.xml",
            "/resources/%2E%2E%2fWEB-INF/web.xml",
            "/resources/.%2e/WEB-INF/web.xml",
            "/%252e%252e/WEB-INF/web.xml",
            "/WEB-INF./web.xml",
            "/WEB-INF%20/web.xml",
            "/WEB-INF/classes/META-INF/persistence.xml",
            "/WEB-INF/classes/org/chatboard/messages.properties",
            "/WEB-INF/errorpages/404.xhtml",
            "/WEB-INF/templates/page.xhtml",
            "/jakarta.faces.resource/web.xml.xhtml?ln=../WEB-INF",
            "/jakarta.faces.resource/../WEB-INF/web.xml.xhtml",
            "/jakarta.faces.resource/web.xml.xhtml?con=../WEB-INF",
            "/resources/css/",
            "/sign-in%2f",
            "/sign-in%3bx");

    /** Payara's connector answers these before any filter, with an empty body or a redirect to a normal path. */
    static final List<String> REJECTED_BY_PAYARA = List.of(
            "/.//WEB-INF/web.xml",
            "/.//WEB-INF/classes/META-INF/persistence.xml",
            "/.//WEB-INF/classes/org/chatboard/messages.properties",
            "/.//META-INF/MANIFEST.MF",
            "/../WEB-INF/web.xml",
            "/resources/../../WEB-INF/web.xml",
            "/%2e%2e/WEB-INF/web.xml",
            "/WEB-INF\\web.xml",
            "/resources/..%5cWEB-INF/web.xml",
            "/resources/..\\WEB-INF\\web.xml",
            "/%00WEB-INF/web.xml",
            "/WEB-INF/web.xml%00",
            "/resources/x%00.css",
            "/%c0%ae%c0%ae/WEB-INF/web.xml",
            "/%u002e%u002e/WEB-INF/web.xml",
            "/resources/..;/WEB-INF/web.xml",
            "/%zz");

    /** Text of the files that these paths name: the descriptors, the message bundle, the manifest and the sources of pages. */
    static final List<String> HIDDEN_TEXTS =
            List.of("web-app", "persistence-unit", "page.skip=", "Manifest-Version", "ui:composition", "chatboard.");

    private TraversalPaths() {}
}
