/**
 * Entry of the administrator's page.
 * @module
 */
import { t } from "../base/i18n.js";
import { writePageTimes } from "../base/page-times.js";
import { invite } from "../rooms/invite-button.js";
import { installHelpLinks } from "./admin-people.js";
import { installForms } from "./forms.js";
import { installOfflineShell } from "./offline-shell.js";
import { installSearchKey } from "./search-key.js";

installForms();
installSearchKey();
installHelpLinks();
writePageTimes();
installOfflineShell();
document.querySelector("#invite").addEventListener("click", () => invite(null, t("view.unavailable")));
