package dev.afterglow.render.film;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * How a track's pictures are coded (ISO/IEC 14496-15): H.264 with its parameter sets in the header
 * alone, so that no picture can change what was checked.
 *
 * @param config the {@code avcC} box's body
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never written
record AvcEntry(byte[] config, int width, int height) {
  private static final int AVC1 = 0x61766331;
  private static final int AVCC = 0x61766343;
  private static final int ENTRY_BYTES = 78;
  private static final int SLICE = 1;
  private static final int KEY_SLICE = 5;
  private static final int MORE_INFORMATION = 6;
  private static final int PARAMETERS = 7;
  private static final int PICTURE_PARAMETERS = 8;
  private static final int DELIMITER = 9;
  private static final int FILLER = 12;
  private static final int MOST_CONFIG_BYTES = 4096;

  static AvcEntry read(Box descriptions) throws FilmFault {
    List<Box> entries = descriptions.childrenFrom(8);
    if (descriptions.word(4) != 1 || entries.size() != 1) {
      throw new FilmFault("descriptions:" + entries.size());
    }
    Box entry = entries.getFirst();
    if (entry.type() != AVC1) {
      throw new FilmFault("no H.264 (avc1)");
    }
    Box config = FilmReading.one(entry.childrenFrom(ENTRY_BYTES), AVCC, "avcC");
    SequenceParameters parameters = parameters(config);
    if (entry.pair(24) != parameters.width() || entry.pair(26) != parameters.height()) {
      throw new FilmFault(
          "says "
              + entry.pair(24)
              + "x"
              + entry.pair(26)
              + " and is "
              + parameters.width()
              + "x"
              + parameters.height());
    }
    byte[] bytes = config.bytes(0, config.size());
    return new AvcEntry(bytes, parameters.width(), parameters.height());
  }

  private static SequenceParameters parameters(Box config) throws FilmFault {
    if (config.size() > MOST_CONFIG_BYTES || config.octet(0) != 1) {
      throw new FilmFault("a configuration of " + config.size() + " bytes");
    }
    if ((config.octet(4) & 3) != 3) {
      throw new FilmFault("lengths of NAL units have 4 bytes here");
    }
    if ((config.octet(5) & 31) != 1) {
      throw new FilmFault("sequences:" + (config.octet(5) & 31));
    }
    int length = config.pair(6);
    byte[] unit = config.bytes(8, length);
    if (length < 4 || (unit[0] & 31) != PARAMETERS) {
      throw new FilmFault("no sequence parameters");
    }
    int at = 8 + length;
    int pictures = config.octet(at++);
    if (pictures < 1 || pictures > 8) {
      throw new FilmFault("picture parameters:" + pictures);
    }
    for (int i = 0; i < pictures; i++) {
      int size = config.pair(at);
      if (size < 2 || (config.octet(at + 2) & 31) != PICTURE_PARAMETERS) {
        throw new FilmFault("no picture parameters");
      }
      at += 2 + size;
    }
    config.bytes(0, at);
    return SequenceParameters.read(unit);
  }

  /**
   * Walks the NAL units of one picture.
   *
   * @return whether decoding can begin with it
   */
  boolean holdsKey(byte[] file, int offset, int size) throws FilmFault {
    ByteBuffer bytes = ByteBuffer.wrap(file, offset, size).slice();
    boolean key = false;
    boolean slice = false;
    int at = 0;
    while (at < size) {
      if (size - at < 5) {
        throw new FilmFault("a NAL unit is cut off");
      }
      long length = Integer.toUnsignedLong(bytes.getInt(at));
      if (length == 0 || length > size - at - 4) {
        throw new FilmFault("a NAL unit of " + length + " bytes in " + size);
      }
      int type = bytes.get(at + 4) & 31;
      switch (type) {
        case SLICE -> slice = true;
        case KEY_SLICE -> {
          slice = true;
          key = true;
        }
        case MORE_INFORMATION, DELIMITER, FILLER -> {}
        default -> throw new FilmFault("a NAL unit of type " + type + " within a picture");
      }
      at += 4 + (int) length;
    }
    if (!slice) {
      throw new FilmFault("a picture without a slice");
    }
    return key;
  }
}
