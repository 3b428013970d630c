package io.schemarecovery.ledger;

import java.net.InetAddress;
import java.net.UnknownHostException;

import io.schemarecovery.request.Deployment;

import org.springframework.boot.system.ApplicationPid;
import org.springframework.core.env.Environment;

/**
 * Which process carries out a run.
 *
 * @param name host and process
 * @param version version of the application, empty if it is not known
 */
public record Instance(String name, String version) {

	/**
	 * This process.
	 * @param environment tells the version
	 */
	public static Instance of(Environment environment) {
		return new Instance(host() + ", process " + new ApplicationPid(), Deployment.find(environment)
			.orElseGet(() -> environment.getProperty("spring.application.version", "")));
	}

	private static String host() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown host";
		}
	}

}
