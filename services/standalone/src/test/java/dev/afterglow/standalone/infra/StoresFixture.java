package dev.afterglow.standalone.infra;

import dev.afterglow.standalone.process.Child;
import dev.afterglow.standalone.process.DataFolder;
import dev.afterglow.standalone.process.OrphanGuard;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The three stores on a folder, and what a test needs to stop them. */
final class StoresFixture implements AutoCloseable {
  final DataFolder folder;
  final OrphanGuard guard;
  final Stores stores;

  StoresFixture(Path root) throws IOException {
    folder = DataFolder.open(root);
    guard = OrphanGuard.start();
    stores =
        new Stores(
            folder,
            runtimeFolder(),
            Ports.of(folder.root()),
            new Secrets(folder.root(), new SecureRandom()),
            guard);
  }

  /** Unpacked programs, shared by all tests of this checkout. */
  static Path runtimeFolder() {
    return Path.of("target", "runtime").toAbsolutePath();
  }

  void awaitAll() {
    stores.postgres();
    stores.redis();
    stores.kafka();
  }

  long[] pids() {
    return guard.children().stream().mapToLong(Child::pid).toArray();
  }

  @Override
  public void close() {
    stores.stop();
    guard.close();
    folder.close();
  }

  /** Starts the stores, prints the process ids and sleeps until it is killed. */
  public static void main(String[] arguments) throws Exception {
    StoresFixture fixture = new StoresFixture(Path.of(arguments[0]));
    fixture.awaitAll();
    StringBuilder line = new StringBuilder("pids");
    for (long pid : fixture.pids()) {
      line.append(' ').append(pid);
    }
    line.append(' ').append(fixture.guard.pid());
    System.out.println(line);
    Thread.sleep(600_000);
  }
}
