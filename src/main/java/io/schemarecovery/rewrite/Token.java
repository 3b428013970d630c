package io.schemarecovery.rewrite;

/** A token of a statement, by its offsets in the whole text. */
public record Token(TokenType type, int start, int end) {

}
