package io.schemarecovery.actuate;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the endpoint.
 *
 * @param showValues Whom the endpoint shows what names something of the database:
 * 'never', 'when-authorized' or 'always'. States, times and counts are shown to whoever
 * may call it.
 * @param roles Roles that are authorized. By default every user who is authenticated.
 */
@ConfigurationProperties("management.endpoint.schemarecovery")
public record EndpointSettings(@DefaultValue("when-authorized") Show showValues, @DefaultValue Set<String> roles) {

}
