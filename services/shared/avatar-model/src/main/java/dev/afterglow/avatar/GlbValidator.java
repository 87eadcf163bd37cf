package dev.afterglow.avatar;

import dev.afterglow.drive.ArkitShape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Judges an avatar file: one GLB or VRM, everything inside it, every index in range.
 *
 * <p>Order matters: sizes before contents, the container before its JSON, the JSON's shape before
 * any number in it is used to reach into the binary chunk. The first broken rule ends the work.
 * Known bugs in native readers that this order keeps out of reach: sparse accessor indices that
 * write where they like, header lengths that overflow, {@code uri}s that name local files.
 */
public final class GlbValidator {
  private GlbValidator() {}

  /** Judges a file in memory. */
  public static Verdict validate(byte[] file) {
    if (file.length > AvatarLimits.MAX_FILE_BYTES) {
      return tooLarge(file.length);
    }
    return judge(ByteBuffer.wrap(file).asReadOnlyBuffer());
  }

  /**
   * Judges a file on disk, mapped rather than read. The caller keeps others from changing it
   * meanwhile.
   *
   * @throws IOException when the file cannot be read; its contents never cause one
   */
  public static Verdict validate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      long size = channel.size();
      if (size > AvatarLimits.MAX_FILE_BYTES) {
        return tooLarge(size);
      }
      if (size == 0) {
        return judge(ByteBuffer.allocate(0));
      }
      return judge(channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena).asByteBuffer());
    }
  }

  private static Verdict tooLarge(long size) {
    return new Verdict.Rejected(
        AvatarRule.FILE_TOO_LARGE, size + " bytes, at most " + AvatarLimits.MAX_FILE_BYTES);
  }

  private static Verdict judge(ByteBuffer file) {
    try {
      return new Verdict.Accepted(facts(file));
    } catch (Refusal e) {
      return e.verdict();
    }
  }

  private static AvatarFacts facts(ByteBuffer file) throws Refusal {
    GlbContainer container = GlbContainer.split(file);
    Json document = JsonReader.read(container.json());
    OuterReferences.check(document);
    Budget budget = new Budget();
    BufferViews views = BufferViews.read(document, container.bin());
    Accessors accessors = Accessors.read(document, views, budget);
    NodeTree.check(document);
    Meshes meshes = Meshes.read(document, accessors, budget);
    Skins.check(document, accessors, meshes);
    Looks.check(document);
    Images.check(document, views, budget);
    Animations.check(document, accessors, meshes);
    Vrm vrm = Vrm.read(document, meshes, budget);
    Set<ArkitShape> shapes = EnumSet.noneOf(ArkitShape.class);
    shapes.addAll(meshes.shapes());
    shapes.addAll(vrm.shapes());
    return new AvatarFacts(
        vrm.format(),
        shapes,
        meshes.vertexCount(),
        document.get("nodes").items().size(),
        vrm.commercialUse(),
        sha256Hex(file),
        file.limit(),
        budget.warnings());
  }

  private static String sha256Hex(ByteBuffer file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file.duplicate().rewind());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
