package io.schemarecovery.doctor;

import java.util.List;
import java.util.Set;

/** The associations of the entities that an application has. */
public interface Associations {

	/** For an application without JPA. */
	Associations NONE = List::of;

	/** Those in which nothing of the entities deletes the children with their parent. */
	List<Association> withoutCascadingDelete();

	/**
	 * An association, seen from the parent.
	 *
	 * @param name entity and attribute of the parent, and those of the child
	 * @param parents names that the table of the parent may have
	 * @param children names that the table of the child may have
	 * @param column name that the column of the child may have
	 */
	record Association(String name, Set<String> parents, Set<String> children, String column) {

		public Association {
			parents = Set.copyOf(parents);
			children = Set.copyOf(children);
		}

	}

}
