package dev.afterglow.registry.part;

import dev.afterglow.avatar.GlbValidator;
import dev.afterglow.avatar.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A part on its way in. Bytes beyond those announced are refused as they come; at the end size,
 * digest and the rules of its form decide, and only then does it get a name. Calls block and come
 * one at a time.
 */
public final class IncomingPart implements AutoCloseable {
  private final PartPlan plan;
  private final PartFolder folder;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest = sha256();
  private long received;

  private IncomingPart(PartPlan plan, PartFolder folder, Path file, FileChannel channel) {
    this.plan = plan;
    this.folder = folder;
    this.file = file;
    this.channel = channel;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Makes room for a part. */
  public static IncomingPart open(PartPlan plan, PartFolder folder) throws IOException {
    Path file = folder.newcomer();
    return new IncomingPart(plan, folder, file, FileChannel.open(file, StandardOpenOption.WRITE));
  }

  /** How it ended. */
  public sealed interface Ending {
    /** Size or digest is not as announced. */
    record Broken(String expected, String got) implements Ending {}

    /** It broke a rule. */
    record Rejected(String rule, String detail) implements Ending {}

    /**
     * It has its name.
     *
     * @param sha256Hex SHA-256 of the bytes as kept
     * @param sizeBytes how many are kept
     */
    record Kept(String sha256Hex, long sizeBytes) implements Ending {}
  }

  /** Takes the next bytes; false where they are more than announced. */
  public boolean take(ByteBuffer bytes) throws IOException {
    received += bytes.remaining();
    if (received > plan.sizeBytes()) {
      return false;
    }
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    return true;
  }

  /** Judges what came. */
  public Ending finish() throws IOException {
    if (received != plan.sizeBytes()) {
      return new Ending.Broken(Long.toString(plan.sizeBytes()), Long.toString(received));
    }
    String got = HexFormat.of().formatHex(digest.digest());
    if (!got.equals(plan.sha256Hex())) {
      return new Ending.Broken(plan.sha256Hex(), got);
    }
    channel.force(true);
    return switch (plan.kind().form()) {
      case MODEL ->
          switch (GlbValidator.validate(file)) {
            case Verdict.Rejected rejected ->
                new Ending.Rejected(rejected.rule().name(), rejected.detail());
            case Verdict.Accepted _ -> keep(got, received);
          };
      case TENSORS -> {
        Optional<String> fault = Tensors.fault(file);
        yield fault.isPresent() ? new Ending.Rejected(fault.get(), "") : keep(got, received);
      }
      case TEXT -> text();
    };
  }

  private Ending text() throws IOException {
    Optional<byte[]> text = TextForm.of(Files.readAllBytes(file));
    if (text.isEmpty()) {
      return new Ending.Rejected("TEXT_FORM", "");
    }
    channel.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap(text.get());
    channel.position(0);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
    return keep(HexFormat.of().formatHex(sha256().digest(text.get())), text.get().length);
  }

  private Ending keep(String sha256Hex, long sizeBytes) throws IOException {
    folder.keep(file, sha256Hex);
    return new Ending.Kept(sha256Hex, sizeBytes);
  }

  /** How many bytes came so far. */
  public long received() {
    return received;
  }

  /** What was announced. */
  public PartPlan plan() {
    return plan;
  }

  /** Closes and, unless the part was kept, deletes it. Safe to repeat. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
