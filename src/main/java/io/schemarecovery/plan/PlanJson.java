package io.schemarecovery.plan;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/** A plan as JSON, for a program: the components of the records, sizes in bytes. */
public final class PlanJson {

	private static final JsonWriter<Object> WRITER = JsonWriter.standard();

	private PlanJson() {
	}

	/**
	 * Print a plan.
	 * @param report the plan
	 * @return the JSON, on one line
	 */
	public static String print(PlanReport report) {
		return WRITER.writeToString(value(report));
	}

	private static @Nullable Object value(@Nullable Object object) {
		if (object instanceof Record components) {
			return members(components);
		}
		return (object instanceof Collection<?> items) ? items.stream().map(PlanJson::value).toList() : object;
	}

	private static Map<String, @Nullable Object> members(Record object) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		try {
			for (RecordComponent component : object.getClass().getRecordComponents()) {
				members.put(component.getName(), value(component.getAccessor().invoke(object)));
			}
			return members;
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
