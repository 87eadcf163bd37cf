package dev.afterglow.registry.avatar.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Reads a file piece by piece on worker threads, no faster than the reader asks, and looks at its
 * digest on the way: a file that is not what was signed any more never comes to its end.
 */
public final class FilePieces {
  private static final int PIECE_BYTES = 256 << 10;

  private final Path file;
  private final String sha256Hex;
  private final Workers workers;

  /**
   * Pieces of a file.
   *
   * @param sha256Hex what its bytes hash to
   */
  public FilePieces(Path file, String sha256Hex, Workers workers) {
    this.file = file;
    this.sha256Hex = sha256Hex;
    this.workers = workers;
  }

  /** The pieces, in order; fails behind the last one where they are not what was signed. */
  public Multi<ByteBuffer> read() {
    // The channel is opened for each piece: nothing to close when the reader goes away.
    return Multi.createBy()
        .repeating()
        .uni(Progress::new, progress -> workers.call(() -> piece(progress)))
        .until(piece -> !piece.hasRemaining())
        .onFailure(IOException.class)
        .transform(Faults::fileLost);
  }

  /** How far the file was read; one piece at a time. */
  private static final class Progress {
    final MessageDigest digest = sha256();
    long at;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private ByteBuffer piece(Progress progress) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (piece.hasRemaining() && channel.read(piece, progress.at + piece.position()) >= 0) {
        // Until the piece is full or the file ends.
      }
    }
    piece.flip();
    progress.at += piece.remaining();
    progress.digest.update(piece.duplicate());
    if (!piece.hasRemaining()
        && !HexFormat.of().formatHex(progress.digest.digest()).equals(sha256Hex)) {
      throw new IOException("the file is not what was signed");
    }
    return piece;
  }
}
