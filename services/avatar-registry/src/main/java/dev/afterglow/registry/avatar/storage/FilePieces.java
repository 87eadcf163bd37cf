package dev.afterglow.registry.avatar.storage;

import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.wiring.Workers;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a file piece by piece on worker threads, no faster than the reader asks. */
public final class FilePieces {
  private static final int PIECE_BYTES = 256 << 10;

  private final Path file;
  private final Workers workers;

  /** Pieces of a file. */
  public FilePieces(Path file, Workers workers) {
    this.file = file;
    this.workers = workers;
  }

  /** The pieces, in order. */
  public Multi<ByteBuffer> read() {
    // The channel is opened for each piece: nothing to close when the reader goes away.
    return Multi.createBy()
        .repeating()
        .uni(AtomicLong::new, at -> workers.call(() -> piece(at)))
        .until(piece -> !piece.hasRemaining())
        .onFailure(IOException.class)
        .transform(Faults::fileLost);
  }

  private ByteBuffer piece(AtomicLong at) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (piece.hasRemaining() && channel.read(piece, at.get() + piece.position()) >= 0) {
        // Until the piece is full or the file ends.
      }
    }
    piece.flip();
    at.addAndGet(piece.remaining());
    return piece;
  }
}
