package io.schemarecovery.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.schemarecovery.failure.ExitCode;
import io.schemarecovery.failure.RecoveryException;
import org.jspecify.annotations.Nullable;

/**
 * A database URL in one of its spellings, taken apart:
 * {@code postgres[ql]://user:p%40ss@host[:port][,host…]/database?sslmode=require}, and
 * the same after {@code jdbc:}. The driver rejects the first, and takes
 * {@code user:password@host} of the second for a host name, which it logs.
 *
 * @param jdbcUrl URL for the driver, without user and password
 * @param user name of the role, or {@code null} if the URL has none
 * @param password password of the role, or {@code null} if the URL has none
 * @see <a href=
 * "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS">libpq
 * Connection URIs</a>
 */
record DatabaseUrl(String jdbcUrl, @Nullable String user, @Nullable String password) {

	/** Environment variable of the hosts. */
	static final String VARIABLE = "DATABASE_URL";

	private static final Pattern SCHEME = Pattern.compile("(?i)\\s*['\"]?\\s*(jdbc:)?postgres(ql)?:(.*)",
			Pattern.DOTALL);

	private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:([0-9]{1,5}))?");

	private static final Map<String, String> DRIVER_NAMES = Map.of("application_name", "ApplicationName",
			"connect_timeout", "connectTimeout", "channel_binding", "channelBinding", "target_session_attrs",
			"targetServerType", "load_balance_hosts", "loadBalanceHosts");

	/**
	 * Whether a URL is for PostgreSQL. A URL of another database is none of ours.
	 * @param url the URL
	 * @return whether its scheme says PostgreSQL, or it is no URL at all
	 */
	static boolean isPostgres(String url) {
		return SCHEME.matcher(url).matches() || !url.contains(":");
	}

	/**
	 * Take a URL apart.
	 * @param source name of the setting it stands in, for messages
	 * @param value the URL
	 * @return its parts
	 * @throws RecoveryException (exit code 78) naming the part that cannot be read, and
	 * never repeating it, since it may be a misplaced password
	 */
	static DatabaseUrl parse(String source, String value) {
		Matcher scheme = SCHEME.matcher(value);
		if (!scheme.matches()) {
			throw unreadable(source, "scheme", "it does not begin with postgres://, postgresql:// or jdbc:postgresql:");
		}
		String rest = scheme.group(3).strip().replaceAll("['\"]$", "");
		if (!rest.startsWith("//")) {
			if (scheme.group(1) != null) {
				return new DatabaseUrl("jdbc:postgresql:" + rest, null, null);
			}
			throw unreadable(source, "scheme", "'//' is missing after it");
		}
		int end = firstOf(rest, 2, "/?#");
		String authority = rest.substring(2, end);
		if (rest.indexOf('@', end) >= 0 && !authority.contains("@")) {
			throw unreadable(source, "user and password",
					"a '/', '?' or '#' stands before the '@', and has to be percent-encoded (%2F, %3F, %23)");
		}
		int question = rest.indexOf('?', end);
		String database = (question < 0) ? rest.substring(end) : rest.substring(end, question);
		if (database.contains("@")) {
			throw unreadable(source, "user and password",
					"an '@' stands behind a '/': one of them belongs to the password, and has to be percent-encoded (%40, %2F)");
		}
		int at = authority.lastIndexOf('@');
		String credentials = (at < 0) ? "" : authority.substring(0, at);
		int colon = credentials.indexOf(':');
		String user = decode(source, "user", (colon < 0) ? credentials : credentials.substring(0, colon));
		String password = (colon < 0) ? "" : decode(source, "password", credentials.substring(colon + 1));
		String hosts = hosts(source, authority.substring(at + 1));
		if (database.length() < 2 || database.indexOf('/', 1) > 0 || database.contains("#")) {
			throw unreadable(source, "database", "a name has to follow the host, as in ...host/name");
		}
		decode(source, "database", database);
		List<String> parameters = new ArrayList<>();
		String query = (question < 0) ? "" : rest.substring(question + 1);
		for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
			String name = parameter.replaceFirst("=.*", "");
			String text = decode(source, "parameter " + name, parameter.replaceFirst("^[^=]*=?", ""));
			switch (name.toLowerCase(Locale.ROOT)) {
				case "user" -> user = user.isEmpty() ? text : user;
				case "password" -> password = password.isEmpty() ? text : password;
				case "sslpassword" -> throw unreadable(source, "parameter sslpassword",
						"the URL is logged; set spring.datasource.hikari.data-source-properties.sslpassword");
				case "host", "hostaddr", "port", "dbname", "service", "passfile" ->
					throw unreadable(source, "parameter " + name, "the driver does not know it");
				default -> parameters.add(DRIVER_NAMES.getOrDefault(name, name) + parameter.substring(name.length()));
			}
		}
		String jdbcUrl = "jdbc:postgresql://" + hosts + database
				+ (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
		return new DatabaseUrl(jdbcUrl, user.isEmpty() ? null : user, password.isEmpty() ? null : password);
	}

	/** Names the URL without the password. */
	@Override
	public String toString() {
		return this.jdbcUrl;
	}

	private static String hosts(String source, String text) {
		if (text.isEmpty()) {
			throw unreadable(source, "host", "it is missing");
		}
		for (String host : text.split(",", -1)) {
			Matcher matcher = HOST.matcher(host);
			if (!matcher.matches()) {
				throw unreadable(source, (host.lastIndexOf(':') > 0) ? "host or port" : "host",
						"it is no host name, IPv4 address or [IPv6 address], with a port of digits behind ':'");
			}
			String port = matcher.group(3);
			if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
				throw unreadable(source, "port", "it is not between 1 and 65535");
			}
		}
		return text;
	}

	private static String decode(String source, String part, String text) {
		try {
			return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw unreadable(source, part, "a '%' is not followed by two hexadecimal digits; write '%' as %25");
		}
	}

	private static int firstOf(String text, int from, String characters) {
		for (int i = from; i < text.length(); i++) {
			if (characters.indexOf(text.charAt(i)) >= 0) {
				return i;
			}
		}
		return text.length();
	}

	private static RecoveryException unreadable(String source, String part, String why) {
		return new RecoveryException(ExitCode.CONFIGURATION,
				"%s cannot be read: its %s is wrong.".formatted(source, part), List.of(part + ": " + why),
				"Set %s to postgresql://user:password@host:port/database, with special characters percent-encoded."
					.formatted(source));
	}

}
