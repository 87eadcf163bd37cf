package dev.afterglow.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LooksTest {
  private static final String BOTH = "{'name':'day','scene':0},{'name':'night','scene':1}";

  /** The small avatar with a second scene, of the same roots. */
  private static SmallAvatar dressed(String looks) {
    return new SmallAvatar()
        .edit("\"scenes\":[{\"nodes\":[0]}]", "\"scenes\":[{\"nodes\":[0]},{\"nodes\":[0]}]")
        .with(
            "\"extensions\":{\"AFTERGLOW_looks\":{\"specVersion\":\"1.0\",\"looks\":["
                + looks.replace('\'', '"')
                + "]}}");
  }

  @Test
  void shouldAcceptLooksThatAreWholeScenes() {
    // Given
    SmallAvatar avatar = dressed(BOTH);

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "LOOKS | `` | /looks is empty",
        "LOOKS | `{'name':'Day','scene':0}` | /looks/0/name is no name",
        "LOOKS | `{'scene':0}` | /looks/0/name is no name",
        "LOOKS | `{'name':'day','scene':0},{'name':'day','scene':1}` | /looks/1/name is no name",
        "LOOKS | `{'name':'day','scene':0},{'name':'night','scene':0}` | is another look's scene",
        "LOOKS | `{'name':'night','scene':1},{'name':'day','scene':0}` | is not the file's own",
        "REFERENCE_RANGE | `{'name':'day','scene':2}` | is 2 of 2",
        "JSON_VALUE | `{'name':'day'}` | is missing"
      })
  void shouldRefuseLooksThatDoNotHoldTogether(AvatarRule rule, String looks, String detail) {
    // Given
    SmallAvatar avatar = dressed(looks);

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(rule);
    assertThat(((Verdict.Rejected) verdict).detail()).contains(detail);
  }

  @Test
  void shouldRefuseALookThatShowsASkinWithoutItsJoints() {
    // Given: node 4 wears the skin, whose joints stand below node 0
    SmallAvatar avatar =
        dressed(BOTH)
            .edit("{\"nodes\":[0]},{\"nodes\":[0]}", "{\"nodes\":[0]},{\"nodes\":[4]}")
            .edit("{\"translation\":[0,1,0]}", "{\"translation\":[0,1,0]},{\"mesh\":0,\"skin\":0}");

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(verdict).isInstanceOf(Verdict.Rejected.class);
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(AvatarRule.LOOKS);
  }

  @Test
  void shouldRefuseALookThatShowsNothing() {
    // Given
    SmallAvatar avatar =
        dressed(BOTH)
            .edit("{\"nodes\":[0]},{\"nodes\":[0]}", "{\"nodes\":[0]},{\"nodes\":[4]}")
            .edit("{\"translation\":[0,1,0]}", "{\"translation\":[0,1,0]},{}");

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(((Verdict.Rejected) verdict).detail()).contains("shows no mesh");
  }

  @Test
  void shouldRefuseLooksOfAnotherVersion() {
    // Given
    SmallAvatar avatar = dressed(BOTH).edit("\"specVersion\":\"1.0\"", "\"specVersion\":\"2.0\"");

    // When
    Verdict verdict = avatar.judge();

    // Then
    assertThat(((Verdict.Rejected) verdict).rule()).isEqualTo(AvatarRule.LOOKS);
  }
}
