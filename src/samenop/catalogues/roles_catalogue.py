"""The roles of the catalogue as frozen objects of the core."""

from functools import cache

from samenop.catalogues.loading import HERE, Strict, Words, read_file
from samenop.core.access.roles import Role


class _Role(Strict):
    name: Words
    organisation_kinds: list[str]
    permissions: list[str]


class _Roles(Strict):
    roles: dict[str, _Role]


@cache
def roles() -> dict[str, Role]:
    """Every role by id."""
    read = read_file(HERE / "roles" / "roles.yaml", _Roles)
    return {
        name: Role(
            id=name,
            name_nl=role.name.nl,
            name_en=role.name.en,
            organisation_kinds=frozenset(role.organisation_kinds),
            permissions=frozenset(role.permissions),
        )
        for name, role in read.roles.items()
    }


@cache
def permissions() -> frozenset[str]:
    """Every permission that some role carries."""
    return frozenset(verb for role in roles().values() for verb in role.permissions)
