package dev.afterglow.registry.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The key and the note are those of the Go checksum database's own tests. */
class NoteTest {
  private static final String KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String SEED = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
  private static final String TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";
  private static final String NOTE =
      TEXT
          + "\n\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
          + "KvqfqdngotpRZb6KE6RyyBwJnAM=\n";

  private static NoteSigner signer() {
    byte[] raw = Arrays.copyOfRange(Base64.getDecoder().decode(KEY.split("\\+", 3)[2]), 1, 33);
    byte[] seed = Arrays.copyOfRange(Base64.getDecoder().decode(SEED), 1, 33);
    byte[] pkcs8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
    return NoteSigner.of(
        "PeterNeumann",
        ByteBuffer.allocate(raw.length + pkcs8.length + seed.length)
            .put(raw)
            .put(pkcs8)
            .put(seed)
            .array());
  }

  @Test
  void shouldGiveThePublishedNoteWhenThePublishedKeySigns() {
    // When
    String note = signer().sign(TEXT);

    // Then
    assertThat(note).isEqualTo(NOTE);
    assertThat(signer().verifier().text()).isEqualTo(KEY);
  }

  @Test
  void shouldOpenThePublishedNoteWhenOthersSignedItToo() {
    // Given
    NoteVerifier verifier = NoteVerifier.parse(KEY);
    String other =
        NoteSigner.of("Other", NoteSigner.make()).sign(TEXT).substring(TEXT.length() + 1);

    // When
    String text = verifier.open(NOTE);
    String withOther = verifier.open(NOTE + other);

    // Then
    assertThat(text).isEqualTo(TEXT);
    assertThat(withOther).isEqualTo(TEXT);
  }

  @Test
  void shouldRefuseWhenAnyCharacterOfTheNoteIsAnother() {
    // Given
    NoteVerifier verifier = NoteVerifier.parse(KEY);

    // When // Then
    for (int i = 0; i < NOTE.length(); i++) {
      char other = NOTE.charAt(i) == 'A' ? 'B' : 'A';
      String changed = NOTE.substring(0, i) + other + NOTE.substring(i + 1);
      assertThatIllegalArgumentException()
          .as("character %d", i)
          .isThrownBy(() -> verifier.open(changed));
    }
  }

  @Test
  void shouldRefuseAKeyWhenAnyCharacterIsAnother() {
    // When // Then
    for (int i = 0; i < KEY.length(); i++) {
      char other = (char) (KEY.charAt(i) + 1);
      String changed = KEY.substring(0, i) + other + KEY.substring(i + 1);
      assertThatIllegalArgumentException()
          .as("character %d", i)
          .isThrownBy(() -> NoteVerifier.parse(changed));
    }
  }

  @Test
  void shouldReadBackACheckpointAndRefuseOtherSpellings() {
    // Given
    Checkpoint head = new Checkpoint("example.com/log", 70_000, Hash.empty());

    // When
    Checkpoint read = Checkpoint.parse(head.text());

    // Then
    assertThat(read).isEqualTo(head);
    assertThat(head.text())
        .isEqualTo("example.com/log\n70000\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Checkpoint.parse(head.text().replace("70000", "070000")));
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse(head.text() + "more\n"));
    assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.parse("example.com/log\n1\n"));
  }
}
