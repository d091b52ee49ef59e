/**
 * The picker and the suggestions of emoji. The build joins this module and its imports into a file of its own, which a page loads when it
 * first needs it. So it may import no module whose state the page shares: those parts are handed to it.
 * @module
 */
export { EmojiPicker } from "./emoji-picker.js";
export { EmojiSuggestions } from "./emoji-suggestions.js";
