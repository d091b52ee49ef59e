/**
 * Entry of the administrator's page.
 * @module
 */
import { installForms } from "./forms.js";
import { installOfflineShell } from "./offline-shell.js";

installForms();
installOfflineShell();
