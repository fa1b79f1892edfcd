"""The doctor: why Discord does not take the endpoint, or a button stays silent, and what mends it."""

from kasutamaiza.doctor.address import Address, endpoint_at
from kasutamaiza.doctor.database import Place, place
from kasutamaiza.doctor.examination import examine
from kasutamaiza.doctor.facts import Means, Patient
from kasutamaiza.doctor.finding import Finding, Outcome, settings

__all__ = ["Address", "Finding", "Means", "Outcome", "Patient", "Place", "endpoint_at", "examine", "place", "settings"]
