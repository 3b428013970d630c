package io.schemarecovery.benchmark;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

import com.sun.management.GarbageCollectionNotificationInfo;

/**
 * The most heap that was in use right after a collection. A young collection leaves
 * garbage among the old objects, so that it is rather too much than too little.
 */
final class HeapPeak {

	private final AtomicLong bytes = new AtomicLong();

	private final List<String> heapPools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.map(MemoryPoolMXBean::getName)
		.toList();

	private HeapPeak() {
	}

	static HeapPeak watch() {
		HeapPeak peak = new HeapPeak();
		for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
			((NotificationEmitter) collector).addNotificationListener((event, handback) -> peak.collected(event), null,
					null);
		}
		return peak;
	}

	private void collected(Notification event) {
		if (event.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
			long used = GarbageCollectionNotificationInfo.from((CompositeData) event.getUserData())
				.getGcInfo()
				.getMemoryUsageAfterGc()
				.entrySet()
				.stream()
				.filter((pool) -> this.heapPools.contains(pool.getKey()))
				.mapToLong((pool) -> pool.getValue().getUsed())
				.sum();
			this.bytes.accumulateAndGet(used, Math::max);
		}
	}

	long megabytes() {
		return (this.bytes.get() + (1 << 20) - 1) >> 20;
	}

}
