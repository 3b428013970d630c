package io.schemarecovery.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the objects that a {@code DROP} names, in one of the forms that {@code gram.y}
 * knows. Anything else reads as an empty list, and the statement stays as it is.
 */
@FunctionalInterface
interface Targets {

	List<String> read(TokenCursor cursor);

	/** {@code any_name_list} and {@code name_list}. */
	static List<String> names(TokenCursor cursor) {
		return list(cursor, TokenCursor::acceptQualifiedName);
	}

	/** {@code name}. */
	static List<String> name(TokenCursor cursor) {
		return one(cursor, TokenCursor::acceptName);
	}

	/** {@code type_name_list}: a type may have several words and modifiers. */
	static List<String> types(TokenCursor cursor) {
		return list(cursor, (element) -> element.acceptQualifiedName() && element.acceptRestOfType());
	}

	/** {@code function_with_argtypes_list}: the arguments may be left out. */
	static List<String> routines(TokenCursor cursor) {
		return list(cursor,
				(element) -> element.acceptQualifiedName() && (!element.atParenthesis() || element.acceptGroup()));
	}

	/** {@code aggregate_with_argtypes_list}. */
	static List<String> aggregates(TokenCursor cursor) {
		return list(cursor, (element) -> element.acceptQualifiedName() && element.acceptGroup());
	}

	/** {@code operator_with_argtypes_list}. */
	static List<String> operators(TokenCursor cursor) {
		return list(cursor, (element) -> element.acceptQualifiedOperator() && element.acceptGroup());
	}

	/** {@code name ON any_name}. */
	static List<String> nameOnRelation(TokenCursor cursor) {
		return pair(one(cursor, TokenCursor::acceptName), cursor, "ON");
	}

	/** {@code any_name USING name}. */
	static List<String> nameUsingMethod(TokenCursor cursor) {
		return pair(one(cursor, TokenCursor::acceptQualifiedName), cursor, "USING");
	}

	/** {@code FOR Typename LANGUAGE name}. */
	static List<String> transform(TokenCursor cursor) {
		if (!cursor.accept("FOR")) {
			return List.of();
		}
		return pair(one(cursor, (type) -> type.acceptQualifiedName() && type.acceptRestOfType()), cursor, "LANGUAGE");
	}

	/** {@code '(' Typename AS Typename ')'}. */
	static List<String> cast(TokenCursor cursor) {
		int start = cursor.position();
		if (!cursor.acceptGroup() || cursor.position() - start < 3) {
			return List.of();
		}
		return List.of(cursor.text(start + 1, cursor.position() - 1));
	}

	private static List<String> list(TokenCursor cursor, Predicate<TokenCursor> element) {
		List<String> targets = new ArrayList<>();
		do {
			int start = cursor.position();
			if (!element.test(cursor)) {
				return List.of();
			}
			targets.add(cursor.text(start, cursor.position()));
		}
		while (cursor.acceptComma());
		return targets;
	}

	private static List<String> one(TokenCursor cursor, Predicate<TokenCursor> element) {
		int start = cursor.position();
		return element.test(cursor) ? List.of(cursor.text(start, cursor.position())) : List.of();
	}

	private static List<String> pair(List<String> first, TokenCursor cursor, String between) {
		if (first.isEmpty() || !cursor.accept(between)) {
			return List.of();
		}
		List<String> second = one(cursor, TokenCursor::acceptQualifiedName);
		return second.isEmpty() ? List.of() : List.of(first.get(0), second.get(0));
	}

}
