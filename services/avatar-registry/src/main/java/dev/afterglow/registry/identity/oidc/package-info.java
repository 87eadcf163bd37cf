/**
 * Verification by signing in at an OpenID provider, such as the national network identity service.
 */
@NullMarked
package dev.afterglow.registry.identity.oidc;

import org.jspecify.annotations.NullMarked;
