package dev.afterglow.registry.revenue.grpc;

import dev.afterglow.api.registry.v1.AmendRevenueTermsRequest;
import dev.afterglow.api.registry.v1.AmendRevenueTermsResponse;
import dev.afterglow.api.registry.v1.CloseStatementRequest;
import dev.afterglow.api.registry.v1.CloseStatementResponse;
import dev.afterglow.api.registry.v1.DescribeRevenueTermsRequest;
import dev.afterglow.api.registry.v1.DescribeRevenueTermsResponse;
import dev.afterglow.api.registry.v1.GetStatementRequest;
import dev.afterglow.api.registry.v1.GetStatementResponse;
import dev.afterglow.api.registry.v1.LeftOutReason;
import dev.afterglow.api.registry.v1.LicenceLeftOut;
import dev.afterglow.api.registry.v1.ListRevenueTermsRequest;
import dev.afterglow.api.registry.v1.ListRevenueTermsResponse;
import dev.afterglow.api.registry.v1.RevenueService;
import dev.afterglow.api.registry.v1.RevenueTermsVersion;
import dev.afterglow.registry.fault.Faults;
import dev.afterglow.registry.grpc.Words;
import dev.afterglow.registry.licence.grpc.LicenceWords;
import dev.afterglow.registry.once.storage.Once;
import dev.afterglow.registry.revenue.Party;
import dev.afterglow.registry.revenue.RevenueTerms;
import dev.afterglow.registry.revenue.RevenueText;
import dev.afterglow.registry.revenue.Statement;
import dev.afterglow.registry.revenue.StatementDigests;
import dev.afterglow.registry.revenue.storage.StatementDesk;
import dev.afterglow.registry.revenue.storage.StatementDesk.Found;
import dev.afterglow.registry.revenue.storage.TermsDesk;
import dev.afterglow.registry.revenue.storage.TermsStore;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Revenue over gRPC: mapper in, mapper out. */
@GrpcService
public class RevenueGrpc implements RevenueService {
  private final TermsDesk terms;
  private final StatementDesk statements;
  private final Once once;

  @Inject
  RevenueGrpc(TermsDesk terms, StatementDesk statements, Once once) {
    this.terms = terms;
    this.statements = statements;
    this.once = once;
  }

  @Override
  public Uni<DescribeRevenueTermsResponse> describeRevenueTerms(
      DescribeRevenueTermsRequest request) {
    return Uni.createFrom()
        .item(
            () -> {
              RevenueTerms described = RevenueWords.terms(request.getTerms());
              return DescribeRevenueTermsResponse.newBuilder()
                  .setText(RevenueText.of(described))
                  .setSha256(Words.bytes(RevenueText.digest(described)))
                  .build();
            });
  }

  @Override
  public Uni<AmendRevenueTermsResponse> amendRevenueTerms(AmendRevenueTermsRequest request) {
    TermsDesk.Amendment asked =
        new TermsDesk.Amendment(
            Words.id(request.getLicenceId()),
            RevenueWords.terms(request.getTerms()),
            LicenceWords.consent(request.getConsent()),
            request.hasEffectiveTime()
                ? Optional.of(Words.instant(request.getEffectiveTime()))
                : Optional.empty());
    return once.run(
        request.getRequestId(),
        request,
        AmendRevenueTermsResponse.parser(),
        () ->
            terms
                .amend(asked)
                .map(
                    agreed ->
                        AmendRevenueTermsResponse.newBuilder()
                            .setVersion(version(agreed))
                            .build()));
  }

  @Override
  public Uni<ListRevenueTermsResponse> listRevenueTerms(ListRevenueTermsRequest request) {
    return terms
        .versions(Words.id(request.getLicenceId()))
        .map(
            versions ->
                ListRevenueTermsResponse.newBuilder()
                    .addAllVersions(versions.stream().map(RevenueGrpc::version).toList())
                    .build());
  }

  private static RevenueTermsVersion version(TermsStore.Agreed agreed) {
    return RevenueTermsVersion.newBuilder()
        .setVersion(agreed.version().version())
        .setTerms(RevenueWords.terms(agreed.version().terms()))
        .setSha256(Words.bytes(agreed.version().sha256Hex()))
        .setEffectiveTime(Words.timestamp(agreed.version().effectiveTime()))
        .setConsent(LicenceWords.consent(agreed.consent()))
        .build();
  }

  @Override
  public Uni<GetStatementResponse> getStatement(GetStatementRequest request) {
    YearMonth month = StatementWords.month(request.getMonth());
    String currency = request.getCurrencyCode();
    return switch (request.getSubjectCase()) {
      case LICENCE_ID ->
          statements
              .ofLicence(Words.id(request.getLicenceId()), month, currency)
              .map(ready -> response(List.of(ready)));
      case AVATAR_ID ->
          statements
              .ofAvatar(Words.id(request.getAvatarId()), month, currency)
              .map(RevenueGrpc::response);
      case SUBJECT_NOT_SET -> throw Faults.invalidField("subject", "no licence and no avatar");
    };
  }

  private static GetStatementResponse response(List<? extends Found> found) {
    GetStatementResponse.Builder response = GetStatementResponse.newBuilder();
    List<Statement> ready = new ArrayList<>();
    for (Found each : found) {
      switch (each) {
        case Found.Ready(Statement statement, boolean closed) -> {
          response.addStatements(StatementWords.statement(statement, closed));
          ready.add(statement);
        }
        case Found.NoTerms(String licence) ->
            response.addLeftOut(leftOut(licence, LeftOutReason.LEFT_OUT_REASON_NO_TERMS));
        case Found.OtherCurrency(String licence) ->
            response.addLeftOut(leftOut(licence, LeftOutReason.LEFT_OUT_REASON_OTHER_CURRENCY));
      }
    }
    Map<Party, Long> sums = new TreeMap<>();
    ready.forEach(
        it ->
            it.totals()
                .forEach(total -> sums.merge(total.party(), total.amountMinor(), Math::addExact)));
    sums.forEach(
        (party, sum) -> response.addTotals(StatementWords.total(new Statement.Total(party, sum))));
    return response.setSha256(Words.bytes(StatementDigests.together(ready))).build();
  }

  private static LicenceLeftOut leftOut(String licenceId, LeftOutReason reason) {
    return LicenceLeftOut.newBuilder().setLicenceId(licenceId).setReason(reason).build();
  }

  @Override
  public Uni<CloseStatementResponse> closeStatement(CloseStatementRequest request) {
    return once.runAfter(
        request.getRequestId(),
        request,
        CloseStatementResponse.parser(),
        () ->
            statements.prepare(
                Words.id(request.getLicenceId()), StatementWords.month(request.getMonth())),
        prepared ->
            statements
                .close(prepared, Words.hex(request.getSha256()))
                .map(
                    statement ->
                        CloseStatementResponse.newBuilder()
                            .setStatement(StatementWords.statement(statement, true))
                            .build()));
  }
}
