package io.schemarecovery.suspend;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is held off at one time.
 *
 * @param keys the keys
 * @param detached those of them that were taken away; the others are not enforced
 * @param visible those of them that are put back at the moment
 * @param validity whether the visible ones were valid, by the OIDs that they and the keys
 * of their partitions have
 * @param promised OIDs of valid keys that were put back unchecked once
 */
record Held(Set<HeldKey> keys, Set<HeldKey> detached, Set<HeldKey> visible, Map<Long, Boolean> validity,
		Set<Long> promised) {

	static final Held NOTHING = new Held(Set.of(), Set.of(), Set.of(), Map.of(), Set.of());

	/** With more keys, none of which is visible. */
	Held with(List<HeldKey> more, Set<HeldKey> detachedOfThem) {
		Set<HeldKey> all = new LinkedHashSet<>(this.keys);
		all.addAll(more);
		Set<HeldKey> away = new LinkedHashSet<>(this.detached);
		away.addAll(detachedOfThem);
		return new Held(all, away, this.visible, this.validity, this.promised);
	}

	/** With some of the keys put back, which have new OIDs if they were detached. */
	Held showing(Set<HeldKey> seen, List<HeldKey> now) {
		Map<Long, Boolean> valid = new HashMap<>();
		for (HeldKey key : now) {
			boolean before = key.validated() || seen.stream()
				.anyMatch((old) -> old.validated() && old.table() == key.table() && old.name().equals(key.name()));
			key.oids().forEach((oid) -> valid.put(oid, before));
		}
		Set<Long> promises = new LinkedHashSet<>(this.promised);
		valid.forEach((oid, before) -> {
			if (before) {
				promises.add(oid);
			}
		});
		return new Held(this.keys, this.detached, seen, valid, promises);
	}

	/** Without those that are put back. */
	Held withoutVisible() {
		Set<HeldKey> all = new LinkedHashSet<>(this.keys);
		all.removeAll(this.visible);
		Set<HeldKey> away = new LinkedHashSet<>(this.detached);
		away.removeAll(this.visible);
		return new Held(all, away, Set.of(), Map.of(), this.promised);
	}

	boolean isDetached(HeldKey key) {
		return this.detached.contains(key);
	}

}
