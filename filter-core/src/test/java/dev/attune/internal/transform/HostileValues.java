package dev.attune.internal.transform;

import java.util.List;

/** What somebody may have written into a trait to break out of the place where it lands. */
final class HostileValues {
    private HostileValues() {}

    static List<String> all() {
        return List.of(
                "</script><script>window.pwned=1</script>",
                "</ScRiPt\t>x",
                "<!--<script>",
                "--><img src=x onerror=window.pwned=1>",
                "line\u2028and\u2029paragraph",
                "\"'\\\\\"';window.pwned=1;//",
                "]]><b>",
                "&lt;script&gt;&#60;&quot;",
                "nul\u0000bell\u0007tab\tnew\r\nline\u007f",
                "lone \ud800 surrogate \udc00",
                "\ufeffbyte order mark",
                "emoji \ud83d\ude00 Zo\u00eb",
                "javascript:window.pwned=1",
                " \u0001java\nscript:window.pwned=1",
                "\" onmouseover=\"window.pwned=1\" x=\"",
                "' onfocus='window.pwned=1' autofocus='",
                "` onerror=window.pwned=1 ",
                "x\" style=\"display:none",
                "</textarea><svg onload=window.pwned=1>",
                "</title></style><base href=//example.com>",
                "{{constructor.constructor('window.pwned=1')()}}",
                "${7*7}",
                "%3Cscript%3E",
                "../../../admin",
                "//example.com/",
                "\\\\example.com",
                "data:text/html,<script>window.pwned=1</script>",
                "red;background:url(https://example.com/)",
                "}body{display:none}",
                "expression(window.pwned=1)");
    }
}
