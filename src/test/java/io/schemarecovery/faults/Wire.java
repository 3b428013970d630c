package io.schemarecovery.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.IntSupplier;

/**
 * The network between an application and its server: carries bytes, until it is told not
 * to.
 */
final class Wire implements AutoCloseable {

	private enum State {

		CARRYING, SILENT, REFUSING

	}

	private final IntSupplier server;

	private final ServerSocket listening;

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private State state = State.CARRYING;

	/** To whatever port the server has by then. */
	Wire(IntSupplier server) throws IOException {
		this.server = server;
		this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		daemon(this::accept);
	}

	private record Link(Socket near, Socket far) {

		/** Both ends see a reset, not an end of the stream. */
		void cut() {
			for (Socket socket : new Socket[] { this.near, this.far }) {
				try (socket) {
					socket.setSoLinger(true, 0);
				}
				catch (IOException ex) {
					// it was closed already
				}
			}
		}

	}

	int port() {
		return this.listening.getLocalPort();
	}

	/** Cut all connections. */
	void cut() {
		cut((port) -> true);
	}

	/** Cut those that the server sees come from such ports. */
	void cut(IntPredicate ports) {
		this.links.stream().filter((link) -> ports.test(link.far().getLocalPort())).forEach(Link::cut);
	}

	/** Cut all connections, and let none be made. */
	void refuse() {
		become(State.REFUSING);
		cut();
	}

	/** Swallow what is sent, without an end of any connection. */
	void silence() {
		become(State.SILENT);
	}

	/** Carry again; what was swallowed is lost, so that silent connections end. */
	void heal() {
		boolean lost;
		synchronized (this) {
			lost = this.state == State.SILENT;
		}
		if (lost) {
			cut();
		}
		become(State.CARRYING);
	}

	@Override
	public void close() {
		try {
			this.listening.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	private synchronized void become(State next) {
		this.state = next;
		notifyAll();
	}

	private synchronized State state() {
		return this.state;
	}

	/** Whoever carries when it is silent stands still. */
	private synchronized void awaitNoise() throws InterruptedException {
		while (this.state == State.SILENT) {
			wait();
		}
	}

	private void accept() {
		while (!this.listening.isClosed()) {
			try {
				Socket near = this.listening.accept();
				daemon(() -> connect(near));
			}
			catch (IOException ex) {
				// closed, or one that has gone again
			}
		}
	}

	private void connect(Socket near) {
		try {
			if (state() == State.REFUSING) {
				near.close();
				return;
			}
			Link link = new Link(near, new Socket(InetAddress.getLoopbackAddress(), this.server.getAsInt()));
			this.links.add(link);
			daemon(() -> carry(link, near, link.far()));
			daemon(() -> carry(link, link.far(), near));
		}
		catch (IOException ex) {
			close(near);
		}
	}

	private void carry(Link link, Socket from, Socket to) {
		try (from; to) {
			InputStream in = from.getInputStream();
			OutputStream out = to.getOutputStream();
			byte[] buffer = new byte[8192];
			for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
				awaitNoise();
				out.write(buffer, 0, read);
			}
		}
		catch (IOException ex) {
			// cut, by us or by either end
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.links.remove(link);
		}
	}

	private static void close(Socket socket) {
		try {
			socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "wire");
		thread.setDaemon(true);
		thread.start();
	}

}
