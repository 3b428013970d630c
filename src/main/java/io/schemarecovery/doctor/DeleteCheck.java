package io.schemarecovery.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.schemarecovery.doctor.Associations.Association;
import io.schemarecovery.graph.OnDelete;
import io.schemarecovery.graph.Reference;
import org.jspecify.annotations.Nullable;

/**
 * Compares associations with foreign keys. How the provider of JPA names tables and
 * columns is its own affair: names are compared without case, quotes and underscores.
 */
final class DeleteCheck {

	private DeleteCheck() {
	}

	static Section look(Sight sight, Associations associations) {
		if (associations == Associations.NONE) {
			return Section.of(Check.DELETES, "the application has no JPA entities");
		}
		List<String> lines = new ArrayList<>();
		for (Association association : associations.withoutCascadingDelete()) {
			Reference key = key(association, sight.graph().references());
			if (key == null) {
				lines.add(association.name() + ": no foreign key was found by its name");
			}
			else if (key.onDelete() != OnDelete.CASCADE && key.onDelete() != OnDelete.SET_NULL) {
				lines.add("%s: %s of %s says ON DELETE %s".formatted(association.name(), key.name(), key.from(),
						key.onDelete().name().replace('_', ' ')));
			}
		}
		return lines.isEmpty() ? Section.of(Check.DELETES, "none")
				: new Section(Check.DELETES, "a parent with children cannot be deleted",
						List.of(new Finding(false, "Nothing deletes the children with their parent.", lines,
								"Where a child is nothing without its parent, set cascade = CascadeType.REMOVE or "
										+ "orphanRemoval = true at the parent, or ON DELETE CASCADE at the key.")));
	}

	private static @Nullable Reference key(Association association, List<Reference> keys) {
		Set<String> parents = plain(association.parents());
		Set<String> children = plain(association.children());
		List<Reference> between = keys.stream()
			.filter((key) -> children.contains(plain(key.from().name())) && parents.contains(plain(key.to().name())))
			.toList();
		return between.stream()
			.filter((key) -> key.columns().size() == 1
					&& plain(key.columns().get(0)).equals(plain(association.column())))
			.findFirst()
			.orElse((between.size() == 1) ? between.get(0) : null);
	}

	private static Set<String> plain(Set<String> names) {
		return names.stream().map(DeleteCheck::plain).collect(Collectors.toSet());
	}

	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[\"`_]", "");
	}

}
