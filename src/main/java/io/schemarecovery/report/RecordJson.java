package io.schemarecovery.report;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

/** A record as JSON, for a program: its components, and those of the records in it. */
public final class RecordJson {

	private static final JsonWriter<Object> WRITER = JsonWriter.standard();

	private RecordJson() {
	}

	/**
	 * Print a record.
	 * @param object the record
	 * @return the JSON, on one line
	 */
	public static String print(Record object) {
		return WRITER.writeToString(value(object));
	}

	private static @Nullable Object value(@Nullable Object object) {
		if (object instanceof Record components) {
			return members(components);
		}
		return (object instanceof Collection<?> items) ? items.stream().map(RecordJson::value).toList() : object;
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
