package dev.afterglow.registry.avatar;

import dev.afterglow.avatar.AvatarFacts;
import dev.afterglow.avatar.AvatarRule;
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

/**
 * A file on its way in. Bytes beyond those announced are refused as they come; at the end size,
 * digest and the validator decide, and only then does the file get a name. Calls block and come one
 * at a time.
 */
public final class IncomingFile implements AutoCloseable {
  private final UploadPlan plan;
  private final AssetFolder assets;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest digest;
  private long received;

  private IncomingFile(UploadPlan plan, AssetFolder assets, Path file, FileChannel channel) {
    this.plan = plan;
    this.assets = assets;
    this.file = file;
    this.channel = channel;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Makes room for a file. */
  public static IncomingFile open(UploadPlan plan, AssetFolder assets) throws IOException {
    Path file = assets.newcomer();
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    return new IncomingFile(plan, assets, file, channel);
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
    return switch (GlbValidator.validate(file)) {
      case Verdict.Rejected rejected -> new Ending.Rejected(rejected.rule(), rejected.detail());
      case Verdict.Accepted accepted -> {
        assets.keep(file, plan.sha256Hex());
        yield new Ending.Kept(accepted.facts());
      }
    };
  }

  /** How many bytes came so far. */
  public long received() {
    return received;
  }

  /** What the upload announced. */
  public UploadPlan plan() {
    return plan;
  }

  /** Closes and, unless the file was kept, deletes it. Safe to repeat. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  /** How an upload ended. */
  public sealed interface Ending {
    /**
     * Size or digest is not as announced.
     *
     * @param expected what was announced
     * @param got what came
     */
    record Broken(String expected, String got) implements Ending {}

    /**
     * The file broke a rule.
     *
     * @param rule which
     * @param detail where
     */
    record Rejected(AvatarRule rule, String detail) implements Ending {}

    /**
     * The file has its name.
     *
     * @param facts what is known of it
     */
    record Kept(AvatarFacts facts) implements Ending {}
  }
}
