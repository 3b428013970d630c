package io.schemarecovery.rehearse;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/** A rehearsal as JSON, for a program: the components of the records. */
public final class RehearsalJson {

	private static final JsonWriter<Object> WRITER = JsonWriter.standard();

	private RehearsalJson() {
	}

	/**
	 * Print a rehearsal.
	 * @param report how it went
	 * @return the JSON, on one line
	 */
	public static String print(RehearsalReport report) {
		return WRITER.writeToString(value(report));
	}

	private static @Nullable Object value(@Nullable Object object) {
		if (object instanceof Record components) {
			return members(components);
		}
		return (object instanceof Collection<?> items) ? items.stream().map(RehearsalJson::value).toList() : object;
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
