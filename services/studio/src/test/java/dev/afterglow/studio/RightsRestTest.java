package dev.afterglow.studio;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.afterglow.api.registry.v1.DriverScope;
import dev.afterglow.api.registry.v1.Licence;
import dev.afterglow.api.registry.v1.LicenceState;
import dev.afterglow.api.registry.v1.LicenceTerms;
import dev.afterglow.api.registry.v1.Part;
import dev.afterglow.api.registry.v1.PartKind;
import dev.afterglow.api.registry.v1.PartState;
import dev.afterglow.api.registry.v1.PlatformAccount;
import dev.afterglow.api.registry.v1.PresenceState;
import dev.afterglow.api.registry.v1.UseKind;
import dev.afterglow.api.registry.v1.WorkKind;
import dev.afterglow.studio.testing.FakeRights;
import dev.afterglow.studio.testing.FakeServices;
import dev.afterglow.studio.testing.Samples;
import dev.afterglow.studio.testing.StudioBackends;
import dev.afterglow.studio.testing.StudioCase;
import io.grpc.Status;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudioBackends.class)
class RightsRestTest extends StudioCase {
  private final UUID person = Samples.id();
  private final UUID avatar = Samples.id();

  @Test
  void shouldHaveThePresenterLookedAtByWhoeverVerifiedThem() {
    // When
    JsonPath standing = given().get("/api/v1/persons/" + person).jsonPath();
    Response begun = look(person.toString());

    // Then
    assertThat(standing.getString("state")).isEqualTo("VERIFIED");
    assertThat(standing.getString("assurance")).isEqualTo("FACE_AUTHORITY");
    assertThat(begun.statusCode()).as(begun.asString()).isEqualTo(201);
    assertThat(begun.header("Cache-Control")).isEqualTo("no-store");
    assertThat(begun.jsonPath().getString("state")).isEqualTo("ASKED");
    assertThat(begun.jsonPath().getString("continue_url")).isEqualTo("https://verify.example/now");
    assertThat(SERVICES.rights().looks)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.getSubjectId()).isEqualTo(person.toString());
              assertThat(it.getProvider()).isEqualTo("aliyun");
            });
  }

  @Test
  void shouldSayWhatWasSeenAndProveNothingByWhatItCannotRead() {
    // Given
    String presence = Samples.id().toString();

    // When
    JsonPath proven = seen(presence).jsonPath();
    SERVICES.rights().seen = PresenceState.PRESENCE_STATE_REFUSED;
    JsonPath refused = seen(presence).jsonPath();
    SERVICES.rights().seen = PresenceState.PRESENCE_STATE_UNSPECIFIED;
    JsonPath unreadable = seen(presence).jsonPath();

    // Then
    assertThat(proven.getString("state")).isEqualTo("PROVEN");
    assertThat(proven.getString("expire_time")).isEqualTo("2023-11-14T22:43:20Z");
    assertThat(refused.getString("state")).isEqualTo("REFUSED");
    assertThat(refused.getString("refusal")).isEqualTo("FACE_DIFFERS");
    assertThat(unreadable.getString("state")).isEqualTo("REFUSED");
  }

  @Test
  void shouldListTheLicencesOfAFigureWithScopeAndEnd() {
    // Given
    Licence parent = licence(avatar, "").build();
    Licence child =
        licence(avatar, parent.getLicenceId())
            .setGrantorSubjectId(person.toString())
            .setState(LicenceState.LICENCE_STATE_REVOKED)
            .setRevokeTime(FakeRights.LASTS)
            .build();
    SERVICES.rights().licences.addAll(List.of(child, parent, licence(Samples.id(), "").build()));

    // When
    JsonPath told = given().get("/api/v1/avatars/" + avatar + "/licences").jsonPath();

    // Then
    assertThat(told.<String>getList("licences.licence_id"))
        .containsExactly(child.getLicenceId(), parent.getLicenceId());
    assertThat(told.<String>getList("licences.state")).containsExactly("REVOKED", "ACTIVE");
    assertThat(told.getString("licences[0].parent_licence_id")).isEqualTo(parent.getLicenceId());
    assertThat(told.getString("licences[0].revoke_time")).isEqualTo("2023-11-14T22:43:20Z");
    assertThat(told.<Object>get("licences[1].parent_licence_id")).isNull();
    assertThat(told.getString("licences[1].work")).isEqualTo("LIKENESS");
    assertThat(told.getString("licences[1].scope.drivers")).isEqualTo("NAMED");
    assertThat(told.<String>getList("licences[1].scope.platforms"))
        .containsExactly("douyin_live/*");
    assertThat(told.<String>getList("licences[1].scope.uses")).containsExactly("LIVE");
    assertThat(told.getString("licences[1].scope.end_time")).isEqualTo("2023-11-14T22:43:20Z");
    assertThat(told.getInt("licences[1].scope.max_concurrent_rooms")).isEqualTo(3);
    assertThat(told.getBoolean("licences[1].scope.sublicensable")).isTrue();
  }

  @Test
  void shouldTellTheChainOfTitleAndTheParts() {
    // Given
    String licence = Samples.id().toString();
    String author = Samples.id().toString();
    SERVICES.rights().holders = List.of(author, person.toString());
    SERVICES
        .rights()
        .parts
        .add(
            Part.newBuilder()
                .setPartId(Samples.id().toString())
                .setAvatarId(avatar.toString())
                .setKind(PartKind.PART_KIND_FACE_MODEL)
                .setVersion(2)
                .setState(PartState.PART_STATE_APPROVED)
                .setAuthorSubjectId(author)
                .setReviewerSubjectId(person.toString())
                .setCreateTime(FakeRights.MADE)
                .setReviewTime(FakeRights.LASTS)
                .build());

    // When
    JsonPath chain = given().get("/api/v1/licences/" + licence + "/title").jsonPath();
    JsonPath parts = given().get("/api/v1/avatars/" + avatar + "/parts").jsonPath();

    // Then
    assertThat(chain.<String>getList("licence_ids")).containsExactly(licence);
    assertThat(chain.getString("origin_subject_id")).isEqualTo(author);
    assertThat(chain.getString("holder_subject_id")).isEqualTo(person.toString());
    assertThat(chain.getString("transfers[0].to_subject_id")).isEqualTo(person.toString());
    assertThat(parts.getString("parts[0].kind")).isEqualTo("FACE_MODEL");
    assertThat(parts.getInt("parts[0].version")).isEqualTo(2);
    assertThat(parts.getString("parts[0].state")).isEqualTo("APPROVED");
    assertThat(parts.getString("parts[0].review_time")).isEqualTo("2023-11-14T22:43:20Z");
  }

  @Test
  void shouldKeepTheRegistrysReasonAndNameTheServiceThatDoesNotAnswer() {
    // Given
    SERVICES.rights().fault =
        Optional.of(
            FakeServices.refusal(Status.Code.FAILED_PRECONDITION, "PERSON_NOT_VERIFIED", Map.of()));

    // When
    Response suspended = look(person.toString());
    Response wrong = look("no-uuid");
    SERVICES.rights().fault = Optional.of(Status.UNAVAILABLE.asRuntimeException());
    Response away = given().get("/api/v1/avatars/" + avatar + "/parts");

    // Then
    assertProblem(suspended, 409, "PERSON_NOT_VERIFIED");
    assertProblem(wrong, 400, "INVALID_FIELD");
    assertProblem(away, 503, "SERVICE_UNAVAILABLE");
    assertThat(away.jsonPath().getString("metadata.service")).isEqualTo("avatar-registry");
  }

  @Test
  void shouldRefuseALookThatAnotherSiteAsksFor() {
    // When
    Response answer =
        given()
            .header("Origin", "http://evil.example")
            .contentType(ContentType.JSON)
            .body(Map.of("request_id", Samples.id().toString()))
            .post("/api/v1/persons/" + person + "/presences");

    // Then
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(SERVICES.rights().looks).isEmpty();
  }

  private static Licence.Builder licence(UUID avatar, String parent) {
    return Licence.newBuilder()
        .setLicenceId(Samples.id().toString())
        .setLicensorSubjectId(Samples.id().toString())
        .setParentLicenceId(parent)
        .setState(LicenceState.LICENCE_STATE_ACTIVE)
        .setCreateTime(FakeRights.MADE)
        .setTerms(
            LicenceTerms.newBuilder()
                .setAvatarId(avatar.toString())
                .setWork(WorkKind.WORK_KIND_UNSPECIFIED)
                .setDriverScope(DriverScope.DRIVER_SCOPE_NAMED)
                .addUses(UseKind.USE_KIND_LIVE)
                .addPlatforms(
                    PlatformAccount.newBuilder().setPlatform("douyin_live").setAccountId("*"))
                .setStartTime(FakeRights.MADE)
                .setEndTime(FakeRights.LASTS)
                .setMaxConcurrentRooms(3)
                .setSublicensable(true));
  }

  private static void assertProblem(Response answer, int status, String reason) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.jsonPath().getString("reason")).isEqualTo(reason);
  }

  private static Response look(String subjectId) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("request_id", Samples.id().toString()))
        .post("/api/v1/persons/" + subjectId + "/presences");
  }

  private static Response seen(String presenceId) {
    return given()
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/v1/presences/" + presenceId + "/resume");
  }
}
