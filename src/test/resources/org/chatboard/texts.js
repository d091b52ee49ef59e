/* Runs in a page of ChatBoard. Returns where the page shows a text of texts.jsonl differently from the expected result. */
async corpus => {
    const { bubble, show } = await import("/resources/js/messages/message-view.js");
    const { plainText } = await import("/resources/js/messages/markdown.js");
    const { quoteOf } = await import("/resources/js/conversation/message-state.js");
    const { initials } = await import("/resources/js/base/avatar.js");
    const { cut, isBlank } = await import("/resources/js/base/text.js");
    const people = { self: 2, nameOf: () => "Anna" };
    const list = document.body.appendChild(document.createElement("ol"));
    const joined = text => [text].flat().map(part => (typeof part === "string" ? part : part[0].repeat(part[1]))).join("");
    const noEmptyLines = text => text.replace(/\n(?:[ \t]*\n)+/g, "\n").replace(/^\n+|\n+$/g, "");
    const onOneLine = text => text.replace(/\s+/g, " ").trim();
    const elements = text => text.innerHTML.replace(/<svg.*?<\/svg>/g, "").replace(/<(\w+)[^>]*>/g, "<$1>");
    const wrong = [];
    for (const { typed, name, initials: letters, shown, row, links = [], html, empty = false, cut: left } of corpus) {
        const is = (what, found, expected) => found === expected
            || wrong.push(`${JSON.stringify(typed ?? name)}: ${what} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
        if (name !== undefined) {
            is("initials", initials(name), letters);
            continue;
        }
        const message = joined(typed);
        const visible = shown ?? message;
        is("empty", isBlank(message), empty);
        const item = list.appendChild(bubble({ id: 1 }, people));
        show(item, { message }, people);
        const text = item.querySelector(".message__text");
        getSelection().selectAllChildren(text);
        if (!empty) {
            is("shown", noEmptyLines(getSelection().toString()), noEmptyLines(visible));
            is("row", plainText(message), row ?? onOneLine(visible));
        }
        is("links", [...text.querySelectorAll("a")].map(link => link.textContent).join(" "), links.join(" "));
        if (html !== undefined) {
            is("html", elements(text), html);
        }
        if (left !== undefined) {
            is("cut", cut(message, 200), joined(left));
            is("quote", quoteOf({ message }).message, joined(left));
        }
        item.remove();
    }
    list.remove();
    return wrong;
}
