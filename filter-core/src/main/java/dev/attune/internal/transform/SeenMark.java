package dev.attune.internal.transform;

/**
 * Marks a page whose view counts once somebody sees it.
 *
 * @param token what the page's browser sends then; base64url
 * @param policy what the page's Content-Security-Policy lets the script do that sends it
 */
public record SeenMark(String token, ScriptPolicy policy) {}
