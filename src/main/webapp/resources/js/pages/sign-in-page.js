/**
 * Entry of the pages that are a form alone: sign-in and sign-up.
 * @module
 */
import { installForms } from "./forms.js";
import { installOfflineShell } from "./offline-shell.js";

installForms();
installOfflineShell();
