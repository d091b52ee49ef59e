/**
 * The differences between keyboards.
 * @module
 */

/** Whether the device is Apple's. Only there the Option key types characters and moves the cursor. */
export const isApple = /^(?:mac|iphone|ipad)/iu.test(navigator.userAgentData?.platform ?? navigator.platform);

const coarse = matchMedia("(pointer: coarse)");

/** @returns {boolean} whether the person types on a touch screen, whose keyboard has no Shift+Enter */
export const isTouch = () => coarse.matches;

/** @param {() => void} listener called when {@link isTouch} changes: a keyboard was attached or detached */
export const onTouchChange = listener => coarse.addEventListener("change", listener);

/**
 * Tells whether a key belongs to an input method. Safari ends the composition before the keydown of the Enter that confirms
 * it; only the key code 229 then shows that the Enter belongs to it.
 *
 * @param {KeyboardEvent} event of `keydown`
 * @returns {boolean} whether the key belongs to an input method that composes characters
 */
export const isComposing = event => event.isComposing || event.keyCode === 229;

/** @returns {boolean} whether a key press opens the search of messages: Ctrl+Shift+F, on a Mac ⌘⇧F */
export const isSearchKey = ({ key, shiftKey, altKey, ctrlKey, metaKey }) => (
    shiftKey && !altKey && (isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey) && key.toLowerCase() === "f");
