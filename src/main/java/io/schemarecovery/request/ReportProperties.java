package io.schemarecovery.request;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the report.
 *
 * @param file Path of the HTML file that tells of a reset and of the schema as it stands
 * after it, relative to the working directory. None by default.
 */
@ConfigurationProperties("schema-recovery.report")
public record ReportProperties(@Nullable String file) {

}
