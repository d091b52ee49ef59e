/**
 * Entry of the administrator's page.
 * @module
 */
import { writePageTimes } from "../base/page-times.js";
import { installHelpLinks } from "./admin-people.js";
import { installForms } from "./forms.js";
import { installOfflineShell } from "./offline-shell.js";

installForms();
installHelpLinks();
writePageTimes();
installOfflineShell();
