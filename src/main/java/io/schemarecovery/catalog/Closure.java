package io.schemarecovery.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Exactly what a DROP … CASCADE of some targets takes, and how it hangs together.
 *
 * @param members the targets, their parts, and everything that depends on them
 * @param partOfAnother whether a target is a part of something that is no target, such as
 * a member of an extension: the server then refuses the DROP, with CASCADE or without
 */
public record Closure(List<Dependent> members, boolean partOfAnother) {

	/** Of targets that cannot be found. */
	public static final Closure EMPTY = new Closure(List.of(), false);

	/** The members that need CASCADE to go. Empty: the DROP passes without. */
	public List<Dependent> dependents() {
		return this.members.stream().filter((member) -> !member.own()).toList();
	}

	/**
	 * What is worth telling of what CASCADE takes: the dependents, and columns of tables
	 * that stay. Up to PostgreSQL 14 a generated column is but an automatic dependent of
	 * the functions in its expression.
	 */
	public List<Dependent> taken() {
		return this.members.stream()
			.filter((member) -> !member.own() || (member.address().subId() > 0 && member.parent() != null))
			.toList();
	}

	/**
	 * The closure less some members.
	 * @param which the members to leave out
	 * @return the rest
	 */
	public Closure without(Predicate<Dependent> which) {
		return new Closure(this.members.stream().filter(which.negate()).toList(), this.partOfAnother);
	}

	/**
	 * The closure if some of its targets are none: they go only with CASCADE, for the
	 * sake of another.
	 * @param parent address of the target that is dropped
	 * @param targets addresses of those that are not
	 * @return a closure that has them as dependents
	 */
	public Closure propagated(ObjectAddress parent, Collection<ObjectAddress> targets) {
		return new Closure(this.members.stream()
			.map((member) -> targets.contains(member.address()) ? new Dependent(member.address(), parent,
					member.description(), member.schema(), false, false, member.root()) : member)
			.toList(), this.partOfAnother);
	}

	/** Whether nothing but foreign keys needs CASCADE. */
	public boolean foreignKeysOnly() {
		return dependents().stream().allMatch(Dependent::foreignKey);
	}

	/**
	 * The dependents that live elsewhere.
	 * @param schemas names of the schemas of the scope, unquoted
	 * @return those in no schema of the scope, temporary ones left out
	 */
	public List<Dependent> outside(List<String> schemas) {
		return dependents().stream()
			.filter((member) -> !schemas.contains(member.schema()) && !member.schema().startsWith("pg_temp"))
			.toList();
	}

	/**
	 * The dependents as a tree, a line each, under what they depend on. In ASCII, which
	 * every console shows.
	 */
	public List<String> tree() {
		Map<ObjectAddress, Dependent> byAddress = new HashMap<>();
		this.members.forEach((member) -> byAddress.put(member.address(), member));
		Map<Dependent, List<Dependent>> children = new LinkedHashMap<>();
		for (Dependent dependent : taken()) {
			Dependent parent = visibleParent(dependent, byAddress);
			if (parent != null) {
				children.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(dependent);
			}
		}
		List<String> lines = new ArrayList<>();
		for (Dependent root : this.members) {
			if (root.parent() == null && children.containsKey(root)) {
				lines.add(root.description());
				branch(root, "", children, lines);
			}
		}
		return lines;
	}

	/** Skips parts, such as the rule of a view or the index of a key. */
	private static @Nullable Dependent visibleParent(Dependent dependent, Map<ObjectAddress, Dependent> byAddress) {
		Dependent parent = dependent;
		for (int depth = 0; depth <= byAddress.size(); depth++) {
			ObjectAddress address = parent.parent();
			if (address == null) {
				return parent;
			}
			Dependent next = byAddress.get(address);
			next = (next != null) ? next : byAddress.get(address.whole());
			if (next == null || next.equals(dependent)) {
				return null;
			}
			parent = next;
			if (!parent.own()) {
				return parent;
			}
		}
		return null;
	}

	private static void branch(Dependent parent, String indent, Map<Dependent, List<Dependent>> children,
			List<String> lines) {
		List<Dependent> list = children.getOrDefault(parent, List.of());
		// what depends on each other is told once
		children.remove(parent);
		for (int i = 0; i < list.size(); i++) {
			boolean last = i == list.size() - 1;
			lines.add(indent + "+- " + list.get(i).description());
			branch(list.get(i), indent + (last ? "   " : "|  "), children, lines);
		}
	}

}
