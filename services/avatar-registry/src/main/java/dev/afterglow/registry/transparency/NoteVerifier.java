package dev.afterglow.registry.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes, C2SP signed-note with Ed25519. Its text form is the
 * name, eight hex digits and the key, with plus signs between.
 */
public final class NoteVerifier {
  static final String SIGNATURE_MARK = "\u2014 ";
  private static final byte ED25519 = 1;
  private static final int RAW_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] raw;
  private final byte[] id;
  private final PublicKey key;

  /**
   * A key under a name.
   *
   * @param name without spaces and plus signs
   * @param raw 32 bytes as in RFC 8032
   */
  public NoteVerifier(String name, byte[] raw) {
    if (name.isEmpty()
        || name.indexOf('+') >= 0
        || name.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("a key's name has neither spaces nor plus signs");
    }
    if (raw.length != RAW_BYTES) {
      throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
    }
    this.name = name;
    this.raw = raw.clone();
    MessageDigest digest = Hash.sha256();
    digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(ED25519);
    this.id = Arrays.copyOf(digest.digest(raw), ID_BYTES);
    this.key = key(raw);
  }

  private static PublicKey key(byte[] raw) {
    try {
      byte[] encoded = ByteBuffer.allocate(X509.length + RAW_BYTES).put(X509).put(raw).array();
      return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the key is no Ed25519 key", e);
    }
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException where it is another text, or its digits are not the key's
   */
  public static NoteVerifier parse(String text) {
    String[] parts = text.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key has a name, an id and a key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length != RAW_BYTES + 1 || typed[0] != ED25519) {
      throw new IllegalArgumentException("the key is no Ed25519 key");
    }
    NoteVerifier verifier = new NoteVerifier(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!verifier.text().equals(text)) {
      throw new IllegalArgumentException("the key's id is another's");
    }
    return verifier;
  }

  /** The text form. */
  public String text() {
    byte[] typed = ByteBuffer.allocate(RAW_BYTES + 1).put(ED25519).put(raw).array();
    return name
        + "+"
        + HexFormat.of().formatHex(id)
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /** Whose key it is. */
  public String name() {
    return name;
  }

  byte[] id() {
    return id.clone();
  }

  /**
   * The text of a note that this key signed. Lines of other keys are passed over.
   *
   * @throws IllegalArgumentException where no line is a signature of this key over the text
   */
  public String open(String note) {
    int gap = note.lastIndexOf("\n\n");
    if (gap < 0 || !note.endsWith("\n")) {
      throw new IllegalArgumentException("a note has a text, an empty line and signatures");
    }
    String text = note.substring(0, gap + 1);
    boolean signed = false;
    for (String line : note.substring(gap + 2, note.length() - 1).split("\n", -1)) {
      signed |= signs(line, text);
    }
    if (!signed) {
      throw new IllegalArgumentException("the note is not signed by " + name);
    }
    return text;
  }

  private boolean signs(String line, String text) {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(SIGNATURE_MARK) || space < SIGNATURE_MARK.length()) {
      throw new IllegalArgumentException("a signature's line has a dash, a name and a signature");
    }
    byte[] signature = Base64.getDecoder().decode(line.substring(space + 1));
    if (!Base64.getEncoder().encodeToString(signature).equals(line.substring(space + 1))) {
      throw new IllegalArgumentException("a signature is written in one way only");
    }
    boolean mine =
        line.substring(SIGNATURE_MARK.length(), space).equals(name)
            && signature.length > ID_BYTES
            && Arrays.equals(signature, 0, ID_BYTES, id, 0, ID_BYTES);
    if (!mine) {
      return false;
    }
    if (!verifies(text, Arrays.copyOfRange(signature, ID_BYTES, signature.length))) {
      throw new IllegalArgumentException("the signature does not fit the text");
    }
    return true;
  }

  private boolean verifies(String text, byte[] signature) {
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
