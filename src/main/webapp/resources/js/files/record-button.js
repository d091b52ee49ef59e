/**
 * The button of the composer that records a voice note. The recorder is loaded at its first use.
 * @module
 */
import { announce } from "../base/announcement.js";
import { t } from "../base/i18n.js";

/** @returns {string|null} the address of the open conversation, null for none */
const openNow = () => (document.querySelector("#board").dataset.view === "conversation" ? location.pathname : null);

/** @param {(chosen: {file: File, voiceMs: number, waveform: string}[]) => void} add adds files to the message that is being written */
export function installRecordButton(add) {
    document.querySelector("#record").addEventListener("click", async () => {
        const open = openNow();
        try {
            const { recordVoiceNote } = await import("../files/voice-recorder.js"); // with the folder, since the build joins this module into a page's script
            const note = await recordVoiceNote();
            if (note !== null && open === openNow()) {
                add([note]);
            }
        } catch {
            announce(t("view.unavailable"));
        }
    });
}
