/**
 * Loads the styles and texts of what a board shows seldom, such as dialogs. Other pages link the styles.
 * @module
 */
import { language } from "./i18n.js";

const { pathname } = new URL("../../css/views.css", import.meta.url);

/** @returns {Promise<void>} resolves when the page has the styles; rejects if they cannot be loaded, and the next call tries again */
async function loadStyles() {
    let link = document.querySelector(`link[href="${pathname}"]`);
    if (link === null) {
        link = document.createElement("link");
        Object.assign(link, { rel: "stylesheet", href: pathname });
        document.head.append(link);
    }
    if (link.sheet === null) {
        await new Promise((resolve, reject) => {
            link.addEventListener("load", resolve);
            link.addEventListener("error", () => {
                link.remove();
                reject(new Error("The styles could not be loaded"));
            });
        });
    }
}

/**
 * Loads the styles, and texts into the page's translations.
 *
 * @param {...string} texts beginnings of the keys of texts that TranslationsServlet serves in files of their own
 * @returns {Promise<unknown>} rejects if something cannot be loaded
 */
export function loadOnDemand(...texts) {
    const { src } = document.querySelector("script[src*='/resources/translations/']");
    return Promise.all([loadStyles(), ...texts.map(name => import(src.replace(/\w+\.js$/u, `${name}-${language}.js`)))]);
}
