package dev.afterglow.house;

import dev.afterglow.house.voice.ImaAdpcm;
import dev.afterglow.house.voice.Pcm;
import dev.afterglow.house.voice.PhonemeTrack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The house presenter and the house tape, as they ship inside this artifact. */
public final class HouseAssets {
  private HouseAssets() {}

  /** The usual house presenter as a VRM 1.0 file (glTF 2.0 binary). */
  public static byte[] presenter() {
    return presenter(Person.LIN);
  }

  /** A house presenter with every look, as a VRM 1.0 file (glTF 2.0 binary). */
  public static byte[] presenter(Person person) {
    return bytes("/house/" + person.word() + ".vrm");
  }

  /** The house tape as JSON Lines, 60 frames a second; synthetic motion. The caller closes it. */
  public static InputStream tape() {
    return open("/house/tape.jsonl");
  }

  /** The house voice as a 16-bit PCM WAV file, 16 kHz mono; it starts with the tape. */
  public static byte[] voiceWav() {
    return voice().wav();
  }

  /** The house voice as samples. */
  public static Pcm voice() {
    return ImaAdpcm.decode(bytes("/house/voice.wav"));
  }

  /** Which sound the house voice makes when. */
  static PhonemeTrack phonemes() {
    String text = new String(bytes("/house/phonemes.tsv"), StandardCharsets.UTF_8);
    return PhonemeTrack.parse(text, (int) voice().lengthMs());
  }

  private static byte[] bytes(String name) {
    try (InputStream in = open(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    InputStream in = HouseAssets.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException(
          name + " is missing from the classpath; the module's build makes it");
    }
    return in;
  }
}
