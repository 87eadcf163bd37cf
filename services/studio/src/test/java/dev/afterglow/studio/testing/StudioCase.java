package dev.afterglow.studio.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.redis.datasource.RedisDataSource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test over the whole studio with real Postgres and Redis and fake services beside it. */
public abstract class StudioCase {

  protected static final FakeServices SERVICES = StudioBackends.SERVICES;

  @Inject RedisDataSource redis;

  @BeforeEach
  void begin() {
    SERVICES.reset();
    redis.flushall();
    publishWorker(4);
  }

  @AfterEach
  void endAll() {
    SERVICES.reset();
    Response page = given().get("/api/v1/broadcasts?page_size=200");
    page.jsonPath().<Map<String, Object>>getList("broadcasts").stream()
        .filter(it -> !"ENDED".equals(it.get("state")))
        .forEach(it -> post(it.get("broadcast_id").toString(), "end"));
  }

  protected void publishWorker(int slots) {
    redis
        .hash(String.class)
        .hset(
            "afterglow:render:worker:worker-1",
            Map.of(
                "address",
                "127.0.0.1:" + StudioBackends.upstreamPort,
                "slots",
                Integer.toString(slots),
                "free_slots",
                Integer.toString(slots),
                "draining",
                "0",
                "updated_ms",
                "1"));
    redis.set(String.class).sadd("afterglow:render:workers", "worker-1");
  }

  protected void removeWorker() {
    redis.key().del("afterglow:render:worker:worker-1");
  }

  protected static Map<String, Object> wish(UUID requestId) {
    return Map.of(
        "request_id",
        requestId.toString(),
        "title",
        "Evening show · 晚间专场",
        "use",
        Map.of(
            "licence_id", Samples.id().toString(),
            "avatar_id", Samples.id().toString(),
            "driver_subject_id", Samples.id().toString(),
            "voice", "REAL",
            "motion", "MOCAP",
            "platform", "douyin_live",
            "account_id", "shop-1",
            "territory", "CN",
            "category", "snacks"),
        "destinations",
        List.of(
            Map.of("name", "douyin", "kind", "RTMP", "url", "rtmp://127.0.0.1/live/secret-key")));
  }

  protected static String create() {
    return given()
        .contentType(ContentType.JSON)
        .body(wish(Samples.id()))
        .post("/api/v1/broadcasts")
        .jsonPath()
        .getString("broadcast.broadcast_id");
  }

  protected static Response post(String broadcastId, String command) {
    return post(broadcastId, command, Samples.id());
  }

  protected static Response post(String broadcastId, String command, UUID requestId) {
    return given()
        .contentType(ContentType.JSON)
        .body(Map.of("request_id", requestId.toString()))
        .post("/api/v1/broadcasts/" + broadcastId + "/" + command);
  }

  protected static String live() {
    String id = create();
    post(id, "rehearse");
    post(id, "live");
    return id;
  }

  protected static String field(String broadcastId, String name) {
    return given().get("/api/v1/broadcasts/" + broadcastId).jsonPath().getString(name);
  }
}
