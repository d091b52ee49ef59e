/**
 * Makes the lists of emoji that the page loads, resources/js/emoji/LANGUAGE.js, from Unicode's own names and the shortcodes
 * that people know from elsewhere. Run by hand when there are new emoji; the build takes what it has made:
 *
 *     npm install --no-save emojibase-data@17 cldr-annotations-full@48 cldr-annotations-derived-full@48 \
 *         && node src/main/emoji/make.mjs
 *
 * Each list: groups in Unicode's order, each a list of [emoji, shortcodes, name, words that find it], texts separated by
 * spaces. Skin tones are left out; so is what is newer than most people's fonts.
 */
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";

const NEWEST = 15;
const KEYWORDS = 5;
const COMPONENTS = 2; // tones and hair, no emoji by themselves
const QUALIFIED = /^\p{RGI_Emoji}$/v; // as the server wants them
const LANGUAGES = ["en", "de", "tr"];

const NOTICE = `/*!
 * Made by src/main/emoji/make.mjs. Names and words: Unicode CLDR, (c) Unicode, Inc., Unicode License V3.
 * Order and shortcodes: emojibase-data, (c) Miles Johnson, MIT License.
 */`;

const require = createRequire(`${process.cwd()}/`);
const load = path => require(path);
const emoji = load("emojibase-data/en/data.json")
    .filter(({ group, version }) => group !== undefined && group !== COMPONENTS && version <= NEWEST)
    .map(each => ({ ...each, emoji: QUALIFIED.test(each.emoji) ? each.emoji : each.emoji.replaceAll("\ufe0f", "") }))
    .filter(({ emoji: text }) => QUALIFIED.test(text))
    .sort((one, other) => one.order - other.order);
const codes = ["github", "iamcal", "emojibase"].map(name => load(`emojibase-data/en/shortcodes/${name}.json`));

/** The names of the first set that has any, since a third name for the same helps nobody. */
function shortcodes(hexcode) {
    const [github, slack, other] = codes.map(set => [set[hexcode] ?? []].flat());
    const known = [...new Set([...github, ...slack])];
    return known.length > 0 ? known : other.slice(0, 1);
}

for (const language of LANGUAGES) {
    const { annotations } = load(`cldr-annotations-full/annotations/${language}/annotations.json`).annotations;
    const derived = load(`cldr-annotations-derived-full/annotationsDerived/${language}/annotations.json`);
    const named = { ...derived.annotationsDerived.annotations, ...annotations };
    const groups = [];
    for (const { emoji: text, hexcode, group, label } of emoji) {
        const { tts = [label], default: words = [] } = named[text.replaceAll("\ufe0f", "")] ?? named[text] ?? {};
        const name = tts[0];
        const codesOfIt = shortcodes(hexcode);
        const said = `${name} ${codesOfIt.join(" ")}`.toLocaleLowerCase(language);
        const more = words.filter(word => !said.includes(word.toLocaleLowerCase(language))).slice(0, KEYWORDS);
        (groups[group] ??= []).push([text, codesOfIt.join(" "), name, more.join(" ")]);
    }
    const lines = groups.filter(group => group !== undefined)
        .map(group => `[\n${group.map(each => JSON.stringify(each)).join(",\n")}\n]`);
    writeFileSync(`src/main/webapp/resources/js/emoji/${language}.js`, `${NOTICE}\nexport default [${lines.join(",")}];\n`);
}
