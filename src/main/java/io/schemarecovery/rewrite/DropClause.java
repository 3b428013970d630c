package io.schemarecovery.rewrite;

import java.util.List;

/**
 * One {@code DROP} of a statement that has neither {@code CASCADE} nor {@code RESTRICT}
 * and could take {@code CASCADE}.
 *
 * @param kind what is dropped
 * @param targets the objects as written, without comments and with blanks normalised:
 * <ul>
 * <li>a list of objects, one element each: {@code a}, {@code s."b"},
 * {@code f(int, text)}, {@code public.=(int, int)}</li>
 * <li>{@link DropKind#COLUMN}, {@link DropKind#CONSTRAINT}, {@link DropKind#ATTRIBUTE},
 * {@link DropKind#DOMAIN_CONSTRAINT}: the table, type or domain, then the name</li>
 * <li>{@link DropKind#TRIGGER}, {@link DropKind#RULE}, {@link DropKind#POLICY}: the name,
 * then the relation</li>
 * <li>{@link DropKind#OPERATOR_CLASS}, {@link DropKind#OPERATOR_FAMILY}: the name, then
 * the access method</li>
 * <li>{@link DropKind#TRANSFORM}: the type, then the language</li>
 * <li>{@link DropKind#CAST}: the text between the parentheses</li>
 * </ul>
 * @param ifExists whether the clause says {@code IF EXISTS} of the object dropped
 * @param only whether the table altered is {@code ONLY} this, without its heirs
 * @param statementStart offset of the statement's first token in the whole text
 * @param insertAt offset just after the clause's last token in the whole text
 */
public record DropClause(DropKind kind, List<String> targets, boolean ifExists, boolean only, int statementStart,
		int insertAt) {

	public DropClause {
		targets = List.copyOf(targets);
	}

}
