package dev.afterglow.agent.identity;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a device remembers of its chain in one drive, beyond a restart: the hash of each of its last
 * {@value #KEPT} batches, written before the batch goes out. So a device that comes back can tell
 * its own chain from one that another has signed with its key. For one thread.
 */
public final class ChainMemory implements Closeable {
  /** Bytes of a hash. */
  public static final int HASH_BYTES = 32;

  static final int KEPT = 1_024;
  private static final int RECORD_BYTES = Long.BYTES + HASH_BYTES;
  private static final int MOST_RECORDS = 8 * KEPT;

  private final Path path;
  private final TreeMap<Long, byte[]> hashes = new TreeMap<>();
  private FileChannel file;

  private ChainMemory(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens the memory of a drive, which may be empty.
   *
   * @param folder where the memories of this key are
   * @param driveId a UUID
   */
  public static ChainMemory open(Path folder, String driveId) throws IOException {
    Files.createDirectories(folder);
    Path path = folder.resolve(driveId + ".chain");
    ChainMemory memory = new ChainMemory(path, append(path));
    memory.read();
    return memory;
  }

  /** The hash of a batch; empty when it is not remembered. */
  public Optional<byte[]> hash(long sequence) {
    return Optional.ofNullable(hashes.get(sequence)).map(byte[]::clone);
  }

  /** The last batch, 0 for none. */
  public long last() {
    return hashes.isEmpty() ? 0 : hashes.lastKey();
  }

  /** Remembers a batch; what was remembered after it is forgotten. */
  public void remember(long sequence, byte[] hash) throws IOException {
    hold(sequence, hash);
    write(file, sequence, hash);
    if (file.size() > (long) MOST_RECORDS * RECORD_BYTES) {
      shrink();
    }
  }

  /** Every record is with the system already, so there is nothing to lose here. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      return;
    }
  }

  private void hold(long sequence, byte[] hash) {
    hashes.tailMap(sequence, true).clear();
    hashes.put(sequence, Arrays.copyOf(hash, HASH_BYTES));
    if (hashes.size() > KEPT) {
      hashes.pollFirstEntry();
    }
  }

  private void read() throws IOException {
    long bytes = Math.min(Files.size(path), 2L * MOST_RECORDS * RECORD_BYTES);
    ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(path), 0, (int) bytes);
    byte[] hash = new byte[HASH_BYTES];
    while (all.remaining() >= RECORD_BYTES) {
      long sequence = all.getLong();
      all.get(hash);
      hold(sequence, hash);
    }
    // A record that was cut off by a crash belongs to a batch that never went out.
    if (all.hasRemaining()) {
      shrink();
    }
  }

  private void shrink() throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (FileChannel out = append(fresh)) {
      for (var entry : hashes.entrySet()) {
        write(out, entry.getKey(), entry.getValue());
      }
    }
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    file.close();
    file = append(path);
  }

  private static void write(FileChannel out, long sequence, byte[] hash) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).putLong(sequence).put(hash).flip();
    while (record.hasRemaining()) {
      out.write(record);
    }
  }

  private static FileChannel append(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          path, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }
    return channel;
  }
}
