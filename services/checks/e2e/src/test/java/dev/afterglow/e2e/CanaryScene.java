package dev.afterglow.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.afterglow.api.commerce.v1.Comment;
import dev.afterglow.api.commerce.v1.Enter;
import dev.afterglow.api.commerce.v1.Fact;
import dev.afterglow.api.commerce.v1.FactServiceGrpc;
import dev.afterglow.api.commerce.v1.RecordFactsRequest;
import dev.afterglow.api.commerce.v1.RecordFactsResponse;
import dev.afterglow.api.commerce.v1.ShowOpened;
import dev.afterglow.api.registry.v1.BeginPresenceRequest;
import dev.afterglow.api.registry.v1.BeginVerificationRequest;
import dev.afterglow.api.registry.v1.DeviceServiceGrpc;
import dev.afterglow.api.registry.v1.Document;
import dev.afterglow.api.registry.v1.DocumentType;
import dev.afterglow.api.registry.v1.EnrolDeviceRequest;
import dev.afterglow.api.registry.v1.ErasePersonRequest;
import dev.afterglow.api.registry.v1.GetPersonRequest;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc;
import dev.afterglow.api.registry.v1.IdentityServiceGrpc.IdentityServiceBlockingStub;
import dev.afterglow.api.registry.v1.Person;
import dev.afterglow.api.registry.v1.PersonState;
import dev.afterglow.api.registry.v1.Presence;
import dev.afterglow.api.registry.v1.PresenceServiceGrpc;
import dev.afterglow.api.registry.v1.ResumePresenceRequest;
import dev.afterglow.api.registry.v1.ResumeVerificationRequest;
import dev.afterglow.api.registry.v1.Terminal;
import dev.afterglow.api.render.v1.CommentTicker;
import dev.afterglow.api.render.v1.Directive;
import dev.afterglow.api.studio.v1.BroadcastServiceGrpc;
import dev.afterglow.api.studio.v1.DirectRequest;
import dev.afterglow.e2e.CanaryPeople.Holder;
import dev.afterglow.standalone.fleet.Fleet;
import dev.afterglow.standalone.fleet.Service;
import io.grpc.stub.StreamObserver;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Leads known people and words through every door of a whole installation. */
final class CanaryScene {
  static final String SHOP = "canary/shop";

  private final Fleet fleet;
  private final CanaryPeople people;
  private final Canary webhookSecret;
  private final Canary serviceToken;
  private final IdentityServiceBlockingStub identities;
  final CanaryRefusals refusals = new CanaryRefusals();

  CanaryScene(Fleet fleet, CanaryPeople people, Canary webhookSecret, Canary serviceToken) {
    this.fleet = fleet;
    this.people = people;
    this.webhookSecret = webhookSecret;
    this.serviceToken = serviceToken;
    this.identities = IdentityServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY));
  }

  static String uuid() {
    return UUID.randomUUID().toString();
  }

  private Terminal terminal(String who) {
    return Terminal.newBuilder()
        .setUserId(
            people
                .personal("the operator's name for " + who, "presenter-" + people.letters(9))
                .text())
        .setMetaInfo(
            "{\"device\": \""
                + people.personal("the device of " + who, people.letters(14)).text()
                + "\"}")
        .build();
  }

  private BeginVerificationRequest.Builder verification(
      Holder holder, DocumentType type, String word) {
    return BeginVerificationRequest.newBuilder()
        .setRequestId(uuid())
        .setProvider("simulator")
        .setDocument(
            Document.newBuilder()
                .setType(type)
                .setNumber(holder.number().text())
                .setName(holder.name().text() + word));
  }

  /** Somebody comes and is asked about; the last word is the simulator's. */
  Person enrol(Holder holder, DocumentType type, String word) throws Exception {
    String subject =
        identities
            .beginVerification(
                verification(holder, type, word)
                    .setTerminal(terminal(holder.name().name()))
                    .build())
            .getPerson()
            .getSubjectId();
    ResumeVerificationRequest ask =
        ResumeVerificationRequest.newBuilder().setSubjectId(subject).build();
    CaptureStage.await(
        "the simulator",
        () ->
            identities.resumeVerification(ask).getPerson().getState()
                != PersonState.PERSON_STATE_PENDING);
    return identities.resumeVerification(ask).getPerson();
  }

  /** Somebody known is looked at now. */
  Presence present(String subject) {
    var presences = PresenceServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY));
    Presence asked =
        presences
            .beginPresence(
                BeginPresenceRequest.newBuilder()
                    .setRequestId(uuid())
                    .setSubjectId(subject)
                    .setProvider("simulator")
                    .setTerminal(terminal("whoever is looked at"))
                    .build())
            .getPresence();
    return presences
        .resumePresence(
            ResumePresenceRequest.newBuilder().setPresenceId(asked.getPresenceId()).build())
        .getPresence();
  }

  void erase(String subject) {
    var _ =
        identities.erasePerson(
            ErasePersonRequest.newBuilder().setRequestId(uuid()).setSubjectId(subject).build());
  }

  /** Viewers come to a show and say something; one of it goes over the picture. */
  void comments(String roomId, String broadcastId, Canary viewer, List<Canary> comments)
      throws Exception {
    RecordFactsRequest.Builder request =
        RecordFactsRequest.newBuilder()
            .addFacts(
                fact(roomId, "").setShowOpened(ShowOpened.newBuilder().setShopId(SHOP)).build())
            .addFacts(fact(roomId, viewer.text()).setEnter(Enter.getDefaultInstance()).build());
    for (Canary comment : comments) {
      request.addFacts(
          fact(roomId, viewer.text())
              .setComment(Comment.newBuilder().setText(comment.text()))
              .build());
    }
    assertThat(record(request.build()).getAcceptedCount()).isEqualTo(comments.size() + 2);
    var _ =
        BroadcastServiceGrpc.newBlockingStub(fleet.channel(Service.STUDIO))
            .direct(
                DirectRequest.newBuilder()
                    .setRequestId(uuid())
                    .setBroadcastId(broadcastId)
                    .setDirective(
                        Directive.newBuilder()
                            .setTicker(
                                CommentTicker.newBuilder().addLines(comments.getFirst().text())))
                    .build());
  }

  private static Fact.Builder fact(String roomId, String viewer) {
    return Fact.newBuilder()
        .setSource("canary")
        .setId(uuid())
        .setRoomId(roomId)
        .setViewerPseudonym(viewer)
        .setOccurTime(Timestamps.fromMillis(System.currentTimeMillis()));
  }

  private RecordFactsResponse record(RecordFactsRequest request) throws Exception {
    CompletableFuture<RecordFactsResponse> answer = new CompletableFuture<>();
    StreamObserver<RecordFactsRequest> call =
        FactServiceGrpc.newStub(fleet.channel(Service.COMMERCE_ANALYTICS))
            .recordFacts(
                new StreamObserver<>() {
                  @Override
                  public void onNext(RecordFactsResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable thrown) {
                    answer.completeExceptionally(thrown);
                  }

                  @Override
                  public void onCompleted() {}
                });
    call.onNext(request);
    call.onCompleted();
    return answer.get(60, TimeUnit.SECONDS);
  }

  /** A shop tells of an order as platforms do, with everything about the customer. */
  int push(Holder customer, Canary phone, boolean signed) throws Exception {
    String body =
        """
        {"id": %d, "created_at": "%s", "currency": "CNY", "total_price": "49.90",
         "email": "%3$s@example.net", "phone": "+86%4$s",
         "customer": {"id": "%3$s", "first_name": "%5$s", "phone": "%4$s"},
         "shipping_address": {"name": "%5$s", "phone": "+86 %4$s", "address1": "%5$s 1"},
         "line_items": [{"product_id": 7, "quantity": 1, "price": "49.90"}]}
        """
            .formatted(
                System.nanoTime(),
                Instant.now(),
                customer.number().text(),
                phone.text(),
                customer.name().text());
    return refusals.http(
        "a push",
        "POST",
        address(Service.COMMERCE_ANALYTICS, "/api/v1/webhooks/canary"),
        body,
        "X-Shopify-Topic",
        "orders/create",
        "X-Shopify-Hmac-Sha256",
        signed ? signature(body) : "AAAA");
  }

  private String signature(String body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(webhookSecret.text().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  private URI address(Service service, String path) {
    return URI.create("http://127.0.0.1:" + fleet.port(service) + path);
  }

  /** What is wrong about people: each refusal has what it refuses in it. */
  void wrongPeople(Holder known, String otherSubject) {
    DocumentType card = DocumentType.DOCUMENT_TYPE_CN_RESIDENT_ID;
    Holder typo = people.citizen("whoever has a typing error");
    Canary wrong =
        people.personal(
            "a number with a typing error",
            typo.number().text().substring(0, 17)
                + (typo.number().text().charAt(17) == '0' ? '1' : '0'));
    begin("a wrong check digit", verification(new Holder(typo.name(), wrong), card, ""));
    begin("a wrong kind", verification(known, DocumentType.DOCUMENT_TYPE_PASSPORT, ""));
    begin("another's document", verification(known, card, "").setSubjectId(otherSubject));
    begin(
        "a subject that is a number",
        verification(typo, card, "").setSubjectId(typo.number().text()));
    begin(
        "a request that is a name", verification(typo, card, "").setRequestId(typo.name().text()));
    begin(
        "a provider that is a number",
        verification(typo, card, "").setProvider(typo.number().text()));
    begin("a name that is too long", verification(typo, card, typo.name().text().repeat(40)));
    begin("a name with a control character", verification(typo, card, "\u0000"));
    BeginVerificationRequest.Builder noAddress = verification(typo, card, "");
    noAddress.setTerminal(Terminal.newBuilder().setIpAddress(typo.number().text()));
    begin("an address that is a number", noAddress);
    BeginVerificationRequest.Builder first = verification(typo, card, "");
    var _ = identities.beginVerification(first.build());
    first.getDocumentBuilder().setName(typo.name().text() + typo.number().text());
    begin("a request that comes again with something else", first);
    refusals.refused(
        "GetPerson of a number",
        () ->
            identities.getPerson(
                GetPersonRequest.newBuilder().setSubjectId(typo.number().text()).build()));
    refusals.refused(
        "EnrolDevice",
        () ->
            DeviceServiceGrpc.newBlockingStub(fleet.channel(Service.AVATAR_REGISTRY))
                .enrolDevice(
                    EnrolDeviceRequest.newBuilder()
                        .setRequestId(uuid())
                        .setCode("23456789")
                        .setLabel(typo.name().text())
                        .setPublicKey(ByteString.copyFrom(new byte[32]))
                        .setProof(ByteString.copyFrom(new byte[64]))
                        .build()));
  }

  private void begin(String what, BeginVerificationRequest.Builder request) {
    refusals.refused(
        "BeginVerification with " + what, () -> identities.beginVerification(request.build()));
  }

  /** What is wrong about HTTP calls, at every service, and what a page of metrics says. */
  void wrongPages(Holder known, Canary comment, Canary token) throws Exception {
    String name = URLEncoder.encode(known.name().text(), StandardCharsets.UTF_8);
    String number = known.number().text();
    String event =
        "{\"specversion\": \"1.0\", \"source\": \"canary\", \"id\": \"%s\", \"type\": \"%s\","
            + " \"time\": \"2026-11-23T10:00:00Z\", \"room\": \"%s\", \"viewer\": \"%s\","
            + " \"data\": {\"text\": \"%s\"}%s";
    for (Service service : Service.values()) {
      for (String path :
          List.of(
              "/" + name,
              "/api/v1/persons/" + number + "/devices?name=" + name,
              "/api/v1/rooms/" + number + "/report",
              "/api/v1/broadcasts/" + name,
              "/identity/callbacks/" + name + "?certifyId=" + number,
              "/log/tile/" + name,
              "/outputs/" + name + "/hls/low-latency.m3u8",
              "/ws/drive?token=" + token.text(),
              "/q/health?" + name)) {
        get(service, path, "Bearer " + token.text());
        get(service, path, authorization());
      }
      for (String path :
          List.of("/api/v1/facts", "/api/v1/persons/" + name + "/pairings", "/api/v1/broadcasts")) {
        for (String body :
            List.of(
                "{\"title\": \"" + known.name().text() + "\", \"" + number,
                "{\"" + number + "\": [\"" + comment.text() + "\"]}",
                event.formatted(
                    uuid(), "dev.afterglow.fact.comment.v1", number, number, comment.text(), "}"),
                event.formatted(
                    uuid(), "dev.afterglow.fact.comment.v9", uuid(), "v", comment.text(), "}"),
                event.formatted(
                    uuid(), "dev.afterglow.fact.comment.v1", uuid(), "v", comment.text(), ""))) {
          refusals.http(
              "POST " + path + " of " + service,
              "POST",
              address(service, path),
              body,
              "Authorization",
              authorization(),
              "Content-Type",
              path.endsWith("facts") ? "application/cloudevents+json" : "application/json");
        }
      }
    }
  }

  private void get(Service service, String path, String authorization) throws Exception {
    refusals.http(
        "GET of " + service, "GET", address(service, path), "", "Authorization", authorization);
  }

  /** The metrics of each service, kept among what was answered. */
  void metrics() throws Exception {
    for (Service service : Service.values()) {
      int status =
          refusals.http(
              "metrics of " + service,
              "GET",
              address(service, "/q/metrics"),
              "",
              "Authorization",
              authorization());
      assertThat(status).as("metrics of %s", service).isEqualTo(200);
    }
  }

  private String authorization() {
    return "Bearer " + serviceToken.text();
  }
}
