package dev.afterglow.avatar;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One byte form for one GLB or VRM file:
 *
 * <ul>
 *   <li>the header, one JSON chunk and one BIN chunk, and nothing else;
 *   <li>the JSON as {@link CanonicalJson} has it, padded with spaces to 4 bytes;
 *   <li>the buffer cut behind the last byte that a buffer view takes, {@code byteLength} with it,
 *       and padded with zeros to 4 bytes;
 *   <li>zeros wherever no buffer view reaches, so that nothing hides there.
 * </ul>
 *
 * <p>Nothing is moved: two files whose buffer views lie elsewhere stay two files. The form of the
 * form is itself.
 */
public final class CanonicalGlb {
  private static final int HEADER_BYTES = 12;
  private static final int CHUNK_HEADER_BYTES = 8;
  private static final int MAGIC = 0x46546C67;
  private static final int JSON = 0x4E4F534A;
  private static final int BIN = 0x004E4942;
  private static final int ZEROS = 1 << 16;

  private CanonicalGlb() {}

  private record Span(int from, int to) {}

  /** What came of it. */
  public sealed interface Outcome {
    /**
     * The form is written, and was judged like the file.
     *
     * @param facts of the form
     */
    record Written(AvatarFacts facts) implements Outcome {}

    /**
     * There is no form that is surely the same model.
     *
     * @param doubt why
     */
    record Doubtful(CanonicalDoubt doubt) implements Outcome {}
  }

  /**
   * Writes the canonical form of a file, and looks whether it is the same model by everything that
   * the validator knows of one.
   *
   * @param accepted a file that {@link GlbValidator} accepted
   * @param facts what it said of it
   * @param out where the form is written, over what is there
   * @throws IllegalArgumentException when the file was not accepted
   */
  public static Outcome write(Path accepted, AvatarFacts facts, Path out) throws IOException {
    try (FileChannel in = FileChannel.open(accepted, StandardOpenOption.READ);
        FileChannel to =
            FileChannel.open(
                out,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
        Arena arena = Arena.ofConfined()) {
      write(in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), arena).asByteBuffer(), to);
      to.force(true);
    } catch (CanonicalJson.Doubtful e) {
      return new Outcome.Doubtful(e.doubt());
    } catch (Refusal e) {
      throw new IllegalArgumentException("the file was not validated", e);
    }
    return GlbValidator.validate(out) instanceof Verdict.Accepted(AvatarFacts found)
            && same(facts, found)
        ? new Outcome.Written(found)
        : new Outcome.Doubtful(CanonicalDoubt.FACTS_DIFFER);
  }

  private static boolean same(AvatarFacts was, AvatarFacts is) {
    return was.format() == is.format()
        && was.shapes().equals(is.shapes())
        && was.vertexCount() == is.vertexCount()
        && was.nodeCount() == is.nodeCount()
        && was.commercialUse() == is.commercialUse()
        && was.warnings().size() == is.warnings().size();
  }

  private static void write(ByteBuffer file, FileChannel out)
      throws IOException, Refusal, CanonicalJson.Doubtful {
    GlbContainer container = GlbContainer.split(file);
    byte[] text = new byte[container.json().remaining()];
    container.json().duplicate().get(text);
    List<Span> spans = spans(JsonReader.read(container.json()));
    int length = spans.isEmpty() ? 1 : spans.getLast().to();
    byte[] json = json(text, length);
    int jsonBytes = padded(json.length);
    int binBytes = padded(length);
    ByteBuffer head =
        ByteBuffer.allocate(HEADER_BYTES + CHUNK_HEADER_BYTES + jsonBytes + CHUNK_HEADER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(MAGIC).putInt(2).putInt(head.capacity() + binBytes);
    head.putInt(jsonBytes).putInt(JSON).put(json);
    for (int i = json.length; i < jsonBytes; i++) {
      head.put((byte) ' ');
    }
    head.putInt(binBytes).putInt(BIN);
    put(out, head.flip());
    int at = 0;
    for (Span span : spans) {
      zeros(out, span.from() - at);
      put(out, container.bin().slice(span.from(), span.to() - span.from()));
      at = span.to();
    }
    zeros(out, binBytes - at);
  }

  private static int padded(int bytes) {
    return (bytes + 3) / 4 * 4;
  }

  private static byte[] json(byte[] text, int bufferBytes)
      throws IOException, CanonicalJson.Doubtful {
    Object root = CanonicalJson.read(text);
    firstBuffer(root).put("byteLength", CanonicalJson.number(bufferBytes));
    byte[] json = CanonicalJson.bytes(root);
    if (json.length > AvatarLimits.MAX_JSON_BYTES) {
      throw new CanonicalJson.Doubtful(CanonicalDoubt.JSON_TOO_LARGE);
    }
    return json;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> firstBuffer(@Nullable Object root) {
    if (root instanceof Map<?, ?> members
        && members.get("buffers") instanceof List<?> buffers
        && buffers.getFirst() instanceof Map<?, ?> buffer) {
      return (Map<String, @Nullable Object>) buffer;
    }
    throw new IllegalArgumentException("the file was not validated");
  }

  /** Which bytes of the BIN chunk some view takes, in order, without overlap. */
  private static List<Span> spans(Json document) throws Refusal {
    List<Json> buffers = document.get("buffers").items();
    long length = buffers.getFirst().get("byteLength").integer(1, Integer.MAX_VALUE);
    List<Span> taken = new ArrayList<>();
    for (Json view : document.get("bufferViews").items()) {
      Json packed = view.get("extensions").get(PackedViews.EXTENSION);
      if (packed.present()) {
        take(packed, length, taken);
      }
      // What a packed view itself names is its fallback, which may reach beyond this buffer.
      if (view.get("buffer").reference(buffers.size()) == 0) {
        take(view, length, taken);
      }
    }
    taken.sort(Comparator.comparingInt(Span::from).thenComparingInt(Span::to));
    List<Span> merged = new ArrayList<>();
    for (Span span : taken) {
      if (!merged.isEmpty() && span.from() <= merged.getLast().to()) {
        Span last = merged.removeLast();
        merged.add(new Span(last.from(), Math.max(last.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static void take(Json view, long length, List<Span> taken) throws Refusal {
    long from = Math.min(view.get("byteOffset").integer(0, Long.MAX_VALUE, 0), length);
    long bytes = Math.min(view.get("byteLength").integer(1, Long.MAX_VALUE), length - from);
    if (bytes > 0) {
      taken.add(new Span((int) from, (int) (from + bytes)));
    }
  }

  private static void zeros(FileChannel out, int count) throws IOException {
    for (int left = count; left > 0; left -= ZEROS) {
      put(out, ByteBuffer.allocate(Math.min(left, ZEROS)));
    }
  }

  private static void put(FileChannel out, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }
}
