package dev.afterglow.render.film;

import dev.afterglow.render.convert.PlanarPicture;
import dev.afterglow.render.encode.Packet;
import dev.afterglow.render.encode.StreamFormat;
import dev.afterglow.render.encode.VideoEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * MP4 files made for tests: plain grey pictures, each of another grey, a key picture a second,
 * without sound. Written by hand, so that a test can make any of its numbers wrong.
 */
public final class SmallFilm {
  private static final int BOX_HEAD = 8;

  private final int width;
  private final int height;
  private final int framesPerSecond;
  private final List<byte[]> pictures = new ArrayList<>();
  private final List<Integer> keys = new ArrayList<>();
  private byte[] sequence = new byte[0];
  private byte[] parameters = new byte[0];

  private SmallFilm(int width, int height, int framesPerSecond) {
    this.width = width;
    this.height = height;
    this.framesPerSecond = framesPerSecond;
  }

  /** The luma of a picture, of 255. */
  public static int grey(int rank) {
    return 40 + rank * 37 % 160;
  }

  /** Encodes a film. */
  public static byte[] mp4(int width, int height, int framesPerSecond, int count) {
    SmallFilm film = new SmallFilm(width, height, framesPerSecond);
    film.encode(count);
    return film.file();
  }

  /** Where the body of the first box of that type begins. */
  public static int body(byte[] file, String type) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at + 4 <= file.length; at++) {
      if (Arrays.equals(file, at, at + 4, name, 0, 4)) {
        return at + 4;
      }
    }
    throw new IllegalArgumentException("no box " + type);
  }

  /** The same file with another 32-bit number in a box. */
  public static byte[] with(byte[] file, String type, int at, int value) {
    byte[] out = file.clone();
    ByteBuffer.wrap(out).putInt(body(out, type) + at, value);
    return out;
  }

  private void encode(int count) {
    StreamFormat format = new StreamFormat(width, height, framesPerSecond, 400_000, 64_000);
    try (VideoEncoder encoder = new VideoEncoder(format, "libopenh264")) {
      PlanarPicture picture = new PlanarPicture(width, height);
      long ticks = Packet.Track.VIDEO.ticksPerSecond() / framesPerSecond;
      for (int rank = 0; rank < count; rank++) {
        ByteBuffer planes = picture.planes();
        int luma = picture.stride() * height;
        for (int i = 0; i < planes.capacity(); i++) {
          planes.put(i, (byte) (i < luma ? grey(rank) : 128));
        }
        boolean key = rank % framesPerSecond == 0;
        encoder.encode(picture, rank * ticks, key, this::add);
      }
      encoder.finish(this::add);
      byte[] header = new byte[encoder.parameters().extradata_size()];
      encoder.parameters().extradata().get(header);
      units(header, true);
    }
  }

  private void add(Packet packet) {
    pictures.add(units(packet.data(), false));
    if (packet.key()) {
      keys.add(pictures.size());
    }
  }

  /** From start codes to lengths; parameter sets are kept aside. */
  private byte[] units(byte[] stream, boolean header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int at = code(stream, 0);
    while (at < stream.length) {
      int begin = at + 3;
      int next = code(stream, begin);
      int end = next;
      while (end > begin && next < stream.length && stream[end - 1] == 0) {
        end--;
      }
      byte[] unit = Arrays.copyOfRange(stream, begin, end);
      int type = unit[0] & 31;
      if (type == 7) {
        sequence = unit;
      } else if (type == 8) {
        parameters = unit;
      } else if (!header) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(unit.length).array());
        out.writeBytes(unit);
      }
      at = next;
    }
    return out.toByteArray();
  }

  private static int code(byte[] stream, int from) {
    for (int at = from; at + 3 <= stream.length; at++) {
      if (stream[at] == 0 && stream[at + 1] == 0 && stream[at + 2] == 1) {
        return at;
      }
    }
    return stream.length;
  }

  private byte[] file() {
    byte[] type = box("ftyp", "isom".getBytes(StandardCharsets.US_ASCII), words(0x200));
    byte[] media = box("mdat", pictures.toArray(byte[][]::new));
    return join(type, media, movie(type.length + BOX_HEAD));
  }

  private byte[] movie(int firstOffset) {
    int count = pictures.size();
    byte[] tkhd =
        box(
            "tkhd",
            words(3, 0, 0, 1, 0, count, 0, 0, 0, 0),
            words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000, width << 16, height << 16));
    byte[] mdhd = box("mdhd", words(0, 0, 0, framesPerSecond, count, 0));
    byte[] hdlr = box("hdlr", words(0, 0), ascii("vide"), words(0, 0, 0, 0));
    byte[] stbl = box("stbl", description(), tables(firstOffset));
    return box("moov", box("trak", tkhd, box("mdia", mdhd, hdlr, box("minf", stbl))));
  }

  private byte[] description() {
    byte[] config =
        join(
            new byte[] {1, sequence[1], sequence[2], sequence[3], (byte) 0xFF, (byte) 0xE1},
            counted(sequence),
            new byte[] {1},
            counted(parameters));
    ByteBuffer entry = ByteBuffer.allocate(78);
    entry.putShort(6, (short) 1).putShort(24, (short) width).putShort(26, (short) height);
    return box("stsd", words(0, 1), box("avc1", entry.array(), box("avcC", config)));
  }

  private byte[] tables(int firstOffset) {
    int count = pictures.size();
    int[] sizes = pictures.stream().mapToInt(it -> it.length).toArray();
    int[] sync = keys.stream().mapToInt(it -> it).toArray();
    return join(
        box("stts", words(0, 1, count, 1)),
        box("stss", words(0, sync.length), words(sync)),
        box("stsc", words(0, 1, 1, count, 1)),
        box("stsz", words(0, 0, count), words(sizes)),
        box("stco", words(0, 1, firstOffset)));
  }

  private static byte[] counted(byte[] unit) {
    return join(ByteBuffer.allocate(2).putShort((short) unit.length).array(), unit);
  }

  private static byte[] box(String type, byte[]... parts) {
    byte[] body = join(parts);
    return join(words(body.length + BOX_HEAD), ascii(type), body);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] words(int... values) {
    ByteBuffer out = ByteBuffer.allocate(values.length * 4);
    for (int value : values) {
      out.putInt(value);
    }
    return out.array();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
