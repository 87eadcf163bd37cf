/** Sign-ins in Postgres. */
@NullMarked
package dev.afterglow.registry.identity.oidc.storage;

import org.jspecify.annotations.NullMarked;
