package org.chatboard.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
    private static UnaryOperator<String> modules(Map<String, String> sources) {
        return module -> {
            if (!sources.containsKey(module)) {
                throw new AssertionError("asked for " + module);
            }
            return sources.get(module);
        };
    }

    @Test
    void hasTheEntryFirstAndEachModuleOnce() {
        assertThat(ModuleGraph.modulesOf(
                        "pages/a.js",
                        modules(Map.of(
                                "pages/a.js", "import { b } from \"../base/b.js\";\nimport \"./c.js\";\n",
                                "base/b.js", "import d from \"./d.js\";\n",
                                "pages/c.js", "import { b } from \"../base/b.js\";\n",
                                "base/d.js", "export default 1;\n"))))
                .containsExactly("pages/a.js", "base/b.js", "pages/c.js", "base/d.js");
    }

    @Test
    void followsMultilineImportsOtherQuotesAndExports() {
        assertThat(ModuleGraph.modulesOf(
                        "a.js",
                        modules(Map.of(
                                "a.js", "import {\n    b,\n    c,\n} from './b.js';\nexport { d } from \"./d.js\";\n",
                                "b.js", "export const b = \"from './nothing.js'\";\n",
                                "d.js", "export const d = { text: \"import x from './nothing.js'\" };\n"))))
                .containsExactly("a.js", "b.js", "d.js");
    }

    @Test
    void ignoresDynamicImportsAndCommentsAndStopsAtCycles() {
        assertThat(ModuleGraph.modulesOf(
                        "a.js",
                        modules(Map.of(
                                "a.js",
                                "/** @type {import(\"./type.js\").Type} */\n * import { x } from \"./comment.js\";\n"
                                        + "import { b } from \"./b.js\";\nconst later = () => import(\"./later.js\");\n",
                                "b.js",
                                "import { a } from \"./a.js\";\n"))))
                .containsExactly("a.js", "b.js");
    }
}
